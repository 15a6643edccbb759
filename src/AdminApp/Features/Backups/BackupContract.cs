using System.Text.Json.Serialization;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Server;

namespace AdminApp.Features.Backups;

/// <summary>Body of a backup.</summary>
/// <param name="Database">A tenant's slug, or central.</param>
/// <param name="Reason">Why, for the audit.</param>
public sealed record BackupBody(string Database, string? Reason = null);

/// <summary>Body of a restore.</summary>
/// <param name="Confirm">The slug of the tenant that will be overwritten.</param>
/// <param name="Reason">Why, for the audit.</param>
public sealed record RestoreBody(string Confirm, string Reason);

/// <summary>Body of a pruning.</summary>
/// <param name="Database">A tenant's slug, or central.</param>
/// <param name="DryRun">Tell and delete nothing.</param>
/// <param name="Reason">Why, for the audit.</param>
public sealed record PruneBody(string Database, bool DryRun = false, string? Reason = null);

/// <summary>A backup.</summary>
/// <param name="Reason">manual, scheduled, uploaded, before-migration, before-restore, before-copy, before-cutover or before-fallback.</param>
/// <param name="State">present, missing or damaged.</param>
/// <param name="Problem">Why it is not present.</param>
/// <param name="TestedAt">The last restore test it went through.</param>
/// <param name="CopiedAt">When it was copied to the other place.</param>
/// <param name="CopyProblem">Why the last attempt to copy it failed.</param>
public sealed record BackupResponse(
    string Database, string File, string Reason, string? Note, DateTime CreatedAt, string CreatedBy, long Bytes, long Rows, string Sha256, string? SchemaVersion,
    string State, string? Problem, DateTime? VerifiedAt, bool? VerifiedOk, DateTime? TestedAt, DateTime? CopiedAt, string? CopyProblem)
{
    internal static BackupResponse Of(BackupInfo backup) => new(
        backup.Database, backup.File, backup.Reason, backup.Note, backup.CreatedAt, backup.CreatedBy, backup.Bytes, backup.Rows, backup.Sha256, backup.SchemaVersion,
        backup.State.ToString().ToLowerInvariant(), backup.Problem, backup.VerifiedAt, backup.VerifiedOk, backup.TestedAt, backup.CopiedAt, backup.CopyProblem);
}

/// <summary>Something under way, or ended a while ago.</summary>
/// <param name="State">waiting, running, done or failed.</param>
/// <param name="Doing">What it is doing at the moment.</param>
/// <param name="Fraction">How far that is, 0 to 1.</param>
/// <param name="Message">How it ended.</param>
/// <param name="Result">What it found or made.</param>
public sealed record BackupWorkResponse(
    Guid Id, string Title, string State, string StartedBy, DateTimeOffset At, string? Doing, double? Fraction, string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Result)
{
    internal static BackupWorkResponse Of(WorkItem item) => new(
        item.Id, item.Title, item.State.ToString().ToLowerInvariant(), item.By, item.At, item.Doing, item.Fraction, item.Message,
        item.Result is BackupInfo backup ? BackupResponse.Of(backup) : item.Result);
}

/// <summary>Something that was done with backups.</summary>
/// <param name="Action">create, verify, test, compare, restore, delete, upload, download or copy.</param>
public sealed record BackupEventResponse(
    long Id, DateTime OccurredAt, string Database, string? File, string Action, string Actor, string Origin, string? Reason, bool Ok, string? Detail)
{
    internal static BackupEventResponse Of(BackupEvent one) => new(one.Id, one.OccurredAt, one.Database, one.File, one.Action, one.Actor, one.Origin, one.Reason, one.Ok, one.Detail);
}
