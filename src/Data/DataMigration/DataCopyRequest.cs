using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Verify;

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

    /// <summary>A tenant database of the application, or whatever the source has, translated.</summary>
    public DataCopyMode Mode { get; init; } = DataCopyMode.Model;

    /// <summary>Connections that read at the same time; by default one per processor, four at most.</summary>
    public int Jobs { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Copy only these tables, named as the report shows them; all when empty. Translated copies alone.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Leave these tables out. Translated copies alone.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Go on with what an earlier run left beside the target.</summary>
    public bool Resume { get; init; }

    /// <summary>When the run is cancelled or the source is lost, leave what is done beside the target for a later run to resume.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>Compare every value of every row with the source before the file is put in place.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Check every index against its table (integrity_check), not only the structure of the file (quick_check).</summary>
    public bool IntegrityCheck { get; init; }

    /// <summary>Called from the copying threads, about ten times a second.</summary>
    public IProgress<DataCopyProgress>? Progress { get; init; }

    /// <summary>Called when everything is proven, just before an existing file is replaced.</summary>
    internal Action? BeforeReplacing { get; init; }

    /// <summary>Builds the empty tables in a new file; the current schema of a tenant unless a test says otherwise.</summary>
    internal Func<string, CancellationToken, Task>? CreateSchema { get; init; }

    /// <summary>Lets a test act while rows are on their way; gets the table whose first block has arrived.</summary>
    internal Action<string>? OnTableStarted { get; init; }

    /// <summary>Compares source and target; another one only in tests.</summary>
    internal IProof Proof { get; init; } = new CopyProof(Math.Min(Environment.ProcessorCount, 4));

    /// <summary>Which rows of a table are copied, as an SQL condition over its columns; null for all of them.</summary>
    internal Func<MappedTable, string?>? Filter { get; init; }

    /// <summary>A snapshot another session has exported and keeps, instead of one of the copy's own.</summary>
    internal string? Snapshot { get; init; }

    internal RetryWaits Retries { get; init; } = RetryWaits.Default;

    /// <summary>See <see cref="ChunkPlan.ChunkBytes"/>.</summary>
    internal long ChunkBytes { get; init; } = ChunkPlan.ChunkBytes;

    /// <summary>Bytes of rows after which what is loaded can be gone on with.</summary>
    internal long CommitBytes { get; init; } = 64 << 20;
}

/// <summary>Where the shape of the target comes from.</summary>
public enum DataCopyMode
{
    /// <summary>The application's own tables, columns matched by name.</summary>
    Model,

    /// <summary>The source's tables, translated.</summary>
    Translate,
}
