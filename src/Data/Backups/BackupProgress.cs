namespace AdminApp.Data.Backups;

/// <summary>What a backup, a restore or a test is doing.</summary>
public enum BackupPhase
{
    /// <summary>SQLite writes the consistent copy.</summary>
    Copying,

    /// <summary>quick_check and foreign_key_check.</summary>
    Checking,

    /// <summary>The content of every table is digested.</summary>
    Digesting,

    /// <summary>SHA-256 of the file.</summary>
    Hashing,

    /// <summary>Rows are compared with the live database.</summary>
    Comparing,

    /// <summary>The live content is exchanged.</summary>
    Replacing,
}

/// <summary>How far it is.</summary>
/// <param name="Fraction">Of this phase, 0 to 1; null where that cannot be told.</param>
public sealed record BackupProgress(BackupPhase Phase, double? Fraction);

internal static class BackupProgressExtensions
{
    public static void Begin(this IProgress<BackupProgress>? progress, BackupPhase phase) => progress?.Report(new BackupProgress(phase, null));

    /// <summary>Turns fractions into progress of one phase; null when nobody listens.</summary>
    public static Action<double>? Of(this IProgress<BackupProgress>? progress, BackupPhase phase) =>
        progress is null ? null : fraction => progress.Report(new BackupProgress(phase, Math.Clamp(fraction, 0, 1)));
}
