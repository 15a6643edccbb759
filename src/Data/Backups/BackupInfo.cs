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
}

/// <summary>What a verification found.</summary>
/// <param name="Problems">Empty when hash, structure, references, schema and row counts are as the manifest says.</param>
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
