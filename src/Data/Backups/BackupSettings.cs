namespace AdminApp.Data.Backups;

/// <summary>When backups are made by themselves and how long they are kept; configuration section <c>Backups</c>.</summary>
public sealed record BackupSettings
{
    public BackupPlan Default { get; init; } = new();

    /// <summary>By slug: tenants with a plan of their own.</summary>
    public IReadOnlyDictionary<string, BackupPlan> Tenants { get; init; } = new Dictionary<string, BackupPlan>();

    /// <summary>Directory on another machine or disk, mounted here, that gets a copy of each backup; null for none.</summary>
    public string? CopyTo { get; init; }

    /// <summary>Largest file that may be sent in, in MiB.</summary>
    public int MaxUploadMiB { get; init; } = 4096;

    public BackupPlan For(string database) => Tenants.GetValueOrDefault(database, Default);
}

/// <summary>The plan of one database. Each Keep is a number of periods: of each, the newest backup stays.</summary>
public sealed record BackupPlan
{
    /// <summary>Minutes from one scheduled backup to the next; nothing is made when nothing was written. 0: none are scheduled.</summary>
    public int EveryMinutes { get; init; } = 60;

    public int KeepHourly { get; init; } = 24;

    public int KeepDaily { get; init; } = 7;

    public int KeepWeekly { get; init; } = 4;

    public int KeepMonthly { get; init; } = 12;

    /// <summary>Days that the backups before migrations, copies, cutovers and restores stay.</summary>
    public int KeepSafetyDays { get; init; } = 30;

    /// <summary>Hours from one restore test to the next. 0: none are made.</summary>
    public int RestoreTestHours { get; init; } = 24;
}
