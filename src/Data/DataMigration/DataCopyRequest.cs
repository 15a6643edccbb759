namespace AdminApp.Data.DataMigration;

/// <summary>What to copy and where to.</summary>
public sealed record DataCopyRequest
{
    /// <summary>PostgreSQL, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</summary>
    public required string SourceConnectionString { get; init; }

    /// <summary>Path of the tenant's SQLite file. Its directory exists; the file appears only when everything is proven.</summary>
    public required string TargetFile { get; init; }

    /// <summary>Take the place of an existing file. Nobody may have it open.</summary>
    public bool Replace { get; init; }

    /// <summary>Copy although the source has tables or columns that the target has no place for; they are named in the report.</summary>
    public bool AllowUnmapped { get; init; }

    /// <summary>Called from the copying threads, about ten times a second.</summary>
    public IProgress<DataCopyProgress>? Progress { get; init; }

    /// <summary>Builds the empty tables in a new file; the current schema of a tenant unless a test says otherwise.</summary>
    internal Func<string, CancellationToken, Task>? CreateSchema { get; init; }

    /// <summary>Lets a test act while rows are on their way; gets the table whose first block has arrived.</summary>
    internal Action<string>? OnTableStarted { get; init; }
}
