namespace AdminApp.Data.Backups;

/// <summary>What a look at the directory says of a backup; <see cref="DatabaseBackups.VerifyAsync"/> looks inside.</summary>
public enum BackupState
{
    /// <summary>File and manifest are there and the size is right.</summary>
    Present,

    /// <summary>The manifest is there, its file is not.</summary>
    Missing,

    /// <summary>The size or the manifest is wrong, or the last verification failed.</summary>
    Damaged,
}

/// <summary>A backup as listed.</summary>
/// <param name="Problem">Why it is not <see cref="BackupState.Present"/>, for people.</param>
/// <param name="VerifiedAt">UTC of the last verification; null for never.</param>
public sealed record BackupInfo(
    string Database, string File, string Reason, DateTime CreatedAt, string CreatedBy, long Bytes, string Sha256, string? SchemaVersion,
    BackupState State, string? Problem, DateTime? VerifiedAt, bool? VerifiedOk)
{
    /// <summary>Rows of all tables together.</summary>
    public long Rows { get; init; }

    /// <summary>Why it was made, in the words of who asked.</summary>
    public string? Note { get; init; }

    /// <summary>UTC of the last restore test that it went through; null for never. One that failed makes it damaged.</summary>
    public DateTime? TestedAt { get; init; }

    /// <summary>UTC of its copy to the other place; null for none.</summary>
    public DateTime? CopiedAt { get; init; }

    /// <summary>Why the last attempt to copy it failed; it is tried again.</summary>
    public string? CopyProblem { get; init; }

    internal static BackupInfo Unreadable(string file) =>
        new("", file, "", default, "", 0, "", null, BackupState.Damaged, "The manifest cannot be read or names another file.", null, null);
}

/// <summary>The newest whole backup of a database.</summary>
/// <param name="Unchanged">Nothing was written since.</param>
public sealed record NewestBackup(BackupInfo Backup, bool Unchanged);

/// <summary>What a verification found.</summary>
/// <param name="Problems">Empty when hash, structure, references, schema, row counts and content are as the manifest says.</param>
public sealed record BackupVerification(string File, IReadOnlyList<string> Problems, double Seconds)
{
    public bool Ok => Problems.Count == 0;
}

/// <summary>What a restore did.</summary>
/// <param name="SafetyBackup">The backup of the replaced content; null when there was nothing readable to back up.</param>
/// <param name="Aside">Where a damaged file was moved; null when the content was replaced in place.</param>
/// <param name="PendingMigrations">What the restored schema still lacks; apply it with <c>schema up</c>.</param>
public sealed record RestoreResult(
    string Database, string File, string? SafetyBackup, string? Aside, IReadOnlyList<string> PendingMigrations, long Rows, double Seconds);

/// <summary>A backup or restore that was refused or failed; the live database is as it was. The message is for people.</summary>
public class BackupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The live file itself is damaged, so no backup of it can be made.</summary>
public sealed class BackupDamagedException(string message, Exception? inner = null) : BackupException(message, inner);
