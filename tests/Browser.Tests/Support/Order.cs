// One browser at a time: several would starve each other on two processors, and a starved browser is a flaky one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
