using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Server;

public enum DataMigrationJobState
{
    Running,
    Completed,

    /// <summary>A verification that found differences.</summary>
    Differs,
    Failed,
    Cancelled,
}

/// <summary>One copy, verification, rehearsal, cutover or fallback as pages and calls see it: an unchanging picture of the moment.</summary>
/// <param name="RunId">Its number in the journal.</param>
/// <param name="Kind">See <see cref="DataMigrationJournal"/>.</param>
/// <param name="Source">Without user and password.</param>
/// <param name="By">Who started it.</param>
/// <param name="Progress">The newest figures; null before the first.</param>
/// <param name="CancelledBy">Who asked for its end; it may still be on its way there.</param>
/// <param name="Message">How it ended when it did not complete, in one line with the next step.</param>
public sealed record DataMigrationJob(
    long RunId, string Kind, string Slug, string Source, string By, DateTimeOffset StartedAt, DataMigrationJobState State, DataCopyProgress? Progress, string? CancelledBy, string? Message, DateTimeOffset? FinishedAt)
{
    /// <summary>The newest step of a cutover; null of anything else, and before the first.</summary>
    public CutoverProgress? Cutover { get; init; }

    /// <summary>The newest step of a fallback; null of anything else, and before the first.</summary>
    public FallbackProgress? Fallback { get; init; }

    public bool IsCopy => Kind == DataMigrationJournal.Copy;

    public bool IsVerification => Kind == DataMigrationJournal.Verify;

    public bool IsRunning => State == DataMigrationJobState.Running;
}
