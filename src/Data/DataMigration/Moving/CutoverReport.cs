using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a cutover does, in its order. A way without a stream copies where the other drains.</summary>
[JsonConverter(typeof(CutoverStepNames))]
public enum CutoverStep
{
    /// <summary>Everything is looked at; nothing is changed. People work on.</summary>
    Check,

    /// <summary>Of a streamed cutover: the stream is brought near the source. People work on.</summary>
    CatchUp,

    /// <summary>Of a streamed cutover: every value of both sides is digested; from here on changed rows are noted. People work on.</summary>
    Compare,

    /// <summary>The application refuses writes to the tenant and waits for those under way. From here on it is read-only.</summary>
    Freeze,

    /// <summary>The source itself refuses everybody's writes.</summary>
    Fence,

    /// <summary>Everything written until the freeze is applied to the target.</summary>
    Drain,

    /// <summary>Everything is copied, where nothing was streamed.</summary>
    Copy,

    /// <summary>New rows of the target get numbers that the source has not given out.</summary>
    Sequences,

    /// <summary>Both sides are compared, of a streamed cutover what changed since <see cref="Compare"/>; a difference ends the cutover.</summary>
    Verify,

    /// <summary>What the way back needs is put down: the source's state, and from now on every change of the target.</summary>
    ChangeLog,

    /// <summary>The registry row says that the tenant lives in its file. It is writable again there.</summary>
    Switch,

    /// <summary>The stream is dropped at the source, the audit written. People work already.</summary>
    Finish,
}

internal sealed class CutoverStepNames() : JsonStringEnumConverter<CutoverStep>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>One step as it went.</summary>
/// <param name="Seconds">Null while it is under way, or when its process was killed in it.</param>
/// <param name="Detail">What it found or did, for people.</param>
public sealed record CutoverStepReport(CutoverStep Step, DateTime StartedAt, double? Seconds, string? Detail);

/// <summary>How much a check matters.</summary>
[JsonConverter(typeof(CutoverCheckNames))]
public enum CutoverCheckOutcome
{
    Passed,

    /// <summary>Worth knowing before; does not stand in the way.</summary>
    Warning,

    /// <summary>The cutover does not begin.</summary>
    Blocks,
}

internal sealed class CutoverCheckNames() : JsonStringEnumConverter<CutoverCheckOutcome>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>One thing that was looked at before.</summary>
/// <param name="Detail">What was found and, when it is no good, the next step.</param>
public sealed record CutoverCheck(string Name, CutoverCheckOutcome Outcome, string Detail);

/// <summary>A cutover: what was checked, what was done, how long nobody could write. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record CutoverReport
{
    /// <summary>The tenant lives in its file; of a dry run, nothing stands in the way.</summary>
    public bool Ok { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The source without its password: <c>database at host:port</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary><c>streamed</c> or <c>copied</c>.</summary>
    public required string Way { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<CutoverCheck> Checks { get; init; } = [];

    public IReadOnlyList<CutoverStepReport> Steps { get; init; } = [];

    /// <summary>Seconds nobody can write, as expected before; null when it cannot be told.</summary>
    public double? PredictedDowntimeSeconds { get; init; }

    /// <summary>When writes were refused first, UTC.</summary>
    public DateTime? FrozenAt { get; init; }

    /// <summary>Measured from the freeze to the switch, in milliseconds; null when there was no switch.</summary>
    public double? DowntimeMs { get; init; }

    /// <summary>Whether the source refuses everybody's writes. When not, only this application was kept from writing.</summary>
    public bool Fenced { get; init; }

    /// <summary>Rows compared.</summary>
    public long Rows { get; init; }

    /// <summary>The comparison under the freeze.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>Why it did not come to the switch, and who serves now.</summary>
    public string? Error { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.WithoutNulls);

    /// <summary>Reads <see cref="ToJson"/> back.</summary>
    public static CutoverReport? FromJson(string json) => JsonSerializer.Deserialize<CutoverReport>(json, ReportJson.WithoutNulls);
}

/// <summary>How far a cutover is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Steps">Those done, and the present one.</param>
/// <param name="Doing">What within the step, for people; null where there is nothing to say.</param>
/// <param name="Fraction">Of the step, 0 to 1; null where it cannot be told.</param>
/// <param name="Frozen">How long nobody can write so far; zero before.</param>
public sealed record CutoverProgress(CutoverStep Step, IReadOnlyList<CutoverStepReport> Steps, string? Doing, double? Fraction, TimeSpan Frozen);
