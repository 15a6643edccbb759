using System.Text.Json;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Features.Migrations;

/// <summary>Body that starts a cutover.</summary>
/// <param name="WithoutStream">Copy everything under the freeze.</param>
/// <param name="MaxDowntimeSeconds">The longest expected downtime to accept; needed without a stream.</param>
/// <param name="AllowUnfenced">Go on although others could write at the source.</param>
/// <param name="AllowUnmapped">Leave out what has no place here.</param>
/// <param name="Reason">Goes into the journal and the audit.</param>
public sealed record CutoverBody(bool WithoutStream = false, int? MaxDowntimeSeconds = null, bool AllowUnfenced = false, bool AllowUnmapped = false, string? Reason = null);

/// <summary>How far a cutover is.</summary>
/// <param name="Step">check, catch_up, freeze, fence, drain, copy, sequences, verify, change_log, switch or finish.</param>
/// <param name="Doing">What within the step; null where there is nothing to say.</param>
/// <param name="Fraction">Of the step, 0 to 1; null where it cannot be told.</param>
/// <param name="FrozenMs">How long nobody can write so far.</param>
public sealed record CutoverState(string Step, string? Doing, double? Fraction, double FrozenMs)
{
    internal static CutoverState Of(CutoverProgress progress) =>
        new(JsonNamingPolicy.SnakeCaseLower.ConvertName(progress.Step.ToString()), progress.Doing, progress.Fraction, Math.Round(progress.Frozen.TotalMilliseconds, 1));
}
