namespace AdminApp.Data.Central;

/// <summary>
/// One thing that was done with backups. In the central database, because a tenant's own audit goes back in time with a restore
/// and cannot be written when its file is gone. Rows are added, never changed.
/// </summary>
public sealed class BackupEvent
{
    public long Id { get; set; }

    public DateTime OccurredAt { get; set; }

    /// <summary>"central" or the tenant's slug.</summary>
    public string Database { get; set; } = "";

    /// <summary>The backup concerned; null when none came of it.</summary>
    public string? File { get; set; }

    /// <summary>create, verify, test, compare, restore, delete, upload, download or copy.</summary>
    public string Action { get; set; } = "";

    public string Actor { get; set; } = "";

    public string? ActorId { get; set; }

    public string Origin { get; set; } = "";

    public string? Reason { get; set; }

    public bool Ok { get; set; }

    /// <summary>What came of it or why it failed, in one line for people.</summary>
    public string? Detail { get; set; }
}
