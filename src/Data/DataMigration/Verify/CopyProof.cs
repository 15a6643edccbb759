using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>The comparison of every value that ends a copy, under the copy's own snapshot.</summary>
/// <param name="jobs">Readers of each side.</param>
internal sealed class CopyProof(int jobs) : IProof
{
    private const int MostNamed = 3;

    public IRunningProof Start(PostgresSource snapshot, DatabaseMap map, IReadOnlyList<MappedTable> tables, CancellationToken cancellationToken) =>
        new Running(snapshot, tables, jobs, cancellationToken);

    private sealed class Running : IRunningProof
    {
        private readonly PostgresSource _snapshot;
        private readonly IReadOnlyList<MappedTable> _tables;
        private readonly int _jobs;
        private readonly CancellationTokenSource _stop;
        private readonly Task<TableDigest[]> _inSource;

        public Running(PostgresSource snapshot, IReadOnlyList<MappedTable> tables, int jobs, CancellationToken cancellationToken)
        {
            (_snapshot, _tables, _jobs) = (snapshot, tables, jobs);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _inSource = SourceDigests.ComputeAsync(snapshot, tables, jobs, VerificationMeter.Silent, _stop.Token);
        }

        public IReadOnlyDictionary<int, string> Compare(string file)
        {
            using var view = TargetView.Open(file, _jobs);
            var inTarget = TargetDigests.Compute(view.Files, _tables, VerificationMeter.Silent, _stop.Token);
            var inSource = _inSource.GetAwaiter().GetResult();
            var differing = _tables.Index().Where(item => !inSource[item.Index].Equals(inTarget[item.Index])).ToArray();
            if (differing.Length == 0)
                return new Dictionary<int, string>();
            using var session = _snapshot.Fork(_stop.Token);
            var finder = new DifferenceFinder(session, view.Files[0], _stop.Token);
            return differing.ToDictionary(item => item.Item.Id, item => Describe(finder.Find(item.Item, inSource[item.Index], inTarget[item.Index])));
        }

        public void Dispose()
        {
            _stop.Cancel();
            // The sessions have ended before the snapshot does.
            ((IAsyncResult)_inSource).AsyncWaitHandle.WaitOne();
            _stop.Dispose();
        }

        private static string Describe(TableDifferences found) =>
            $"{(found.More ? "more than " : "")}{found.Rows} rows differ ({string.Join("; ", found.Listed.Take(MostNamed).Select(difference => difference.Describe()))}{(found.Listed.Count > MostNamed ? "; …" : "")})";
    }
}
