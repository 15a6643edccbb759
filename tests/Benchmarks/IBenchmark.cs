namespace AdminApp.Benchmarks;

/// <summary>One named measurement, found by its type: a class that implements this is listed and runnable.</summary>
public interface IBenchmark
{
    string Name { get; }

    /// <summary>One line: what is measured against what.</summary>
    string Description { get; }

    Task RunAsync(BenchmarkOutput output);
}

/// <summary>One named run of faults: the product is hurt on purpose and must come out whole.</summary>
public interface ISoak
{
    string Name { get; }

    string Description { get; }

    /// <param name="output">Takes the figures.</param>
    /// <param name="rounds">How often to repeat; null: the soak's own default.</param>
    Task RunAsync(BenchmarkOutput output, int? rounds);
}
