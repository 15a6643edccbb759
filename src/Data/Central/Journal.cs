namespace AdminApp.Data.Central;

/// <summary>One run of the data-migration engine; shown on /migrations.</summary>
public sealed class DataMigrationRun
{
    public long Id { get; set; }

    public string TenantSlug { get; set; } = "";

    /// <summary>copy, verify or rehearse.</summary>
    public string Kind { get; set; } = "";

    /// <summary>running, completed, differs (a verification that found differences), failed or cancelled.</summary>
    public string State { get; set; } = "";

    /// <summary>Server, port and database of the source; never a password.</summary>
    public string Source { get; set; } = "";

    public string? SourceVersion { get; set; }

    public string StartedBy { get; set; } = "";

    public DateTime StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    public long Rows { get; set; }

    public double Seconds { get; set; }

    /// <summary>One line for people when the run failed.</summary>
    public string? Error { get; set; }

    /// <summary>The whole report as the command prints it with --json.</summary>
    public string? Report { get; set; }
}

/// <summary>What a run did with one table.</summary>
public sealed class DataMigrationTable
{
    public long RunId { get; set; }

    public string Name { get; set; } = "";

    public int Position { get; set; }

    public long SourceRows { get; set; }

    public long Rows { get; set; }

    public double Seconds { get; set; }

    /// <summary>JSON object: column name to number of values filled.</summary>
    public string? Fills { get; set; }
}

/// <summary>One schema migration that was applied or reverted on a database.</summary>
public sealed class SchemaMigrationRun
{
    public long Id { get; set; }

    /// <summary>"central" or the tenant's slug.</summary>
    public string Database { get; set; } = "";

    /// <summary>"up" or "down".</summary>
    public string Direction { get; set; } = "";

    public string? FromMigration { get; set; }

    public string? ToMigration { get; set; }

    /// <summary>completed or failed.</summary>
    public string State { get; set; } = "";

    public string StartedBy { get; set; } = "";

    public DateTime StartedAt { get; set; }

    public double Seconds { get; set; }

    public string? Backup { get; set; }

    public string? Error { get; set; }
}

/// <summary>A backup that was made; the file and its manifest are the truth, this row finds them.</summary>
public sealed class BackupRecord
{
    public long Id { get; set; }

    /// <summary>"central" or the tenant's slug.</summary>
    public string Database { get; set; } = "";

    /// <summary>File name in the backup directory.</summary>
    public string File { get; set; } = "";

    /// <summary>One of the reasons of <see cref="Backups.DatabaseBackups"/>.</summary>
    public string Reason { get; set; } = "";

    public string Sha256 { get; set; } = "";

    public long Bytes { get; set; }

    public DateTime CreatedAt { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTime? VerifiedAt { get; set; }

    public bool? VerifiedOk { get; set; }

    /// <summary>When it was last restored into a scratch file and compared, UTC.</summary>
    public DateTime? TestedAt { get; set; }

    /// <summary>Why the last restore test failed; null when it went well.</summary>
    public string? TestProblem { get; set; }

    /// <summary>When it was copied to the other place and read back there, UTC.</summary>
    public DateTime? CopiedAt { get; set; }

    /// <summary>Why the last attempt to copy it failed; null when it went well.</summary>
    public string? CopyProblem { get; set; }
}
