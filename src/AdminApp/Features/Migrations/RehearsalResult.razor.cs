using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Rehearse;
using AdminApp.Features.Operations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>How a rehearsal went: each step with what it took, the downtime to expect, the plan and the copy.</summary>
public sealed partial class RehearsalResult
{
    private static readonly Verdict Well = new("✓ well", TagKind.Ok);
    private static readonly Verdict NotDone = new("left out", TagKind.Plain);

    [Parameter, EditorRequired]
    public RehearsalReport Report { get; set; } = default!;

    private IEnumerable<Step> Steps
    {
        get
        {
            yield return new("Plan", $"{Numbers.Text(Count(PlanSeverity.Blocks))} findings block, {Numbers.Text(Count(PlanSeverity.Sidecar))} use the sidecar, {Numbers.Text(Count(PlanSeverity.Harmless))} are harmless",
                Report.Plan.Ok ? Well : new("findings", TagKind.Warn));
            if (Report.Copy is not { } copy)
                yield return new("Copy", "It did not come to its end", NotDone);
            else
                yield return new("Copy and verification", $"{Numbers.Text(copy.Rows)} rows in {Durations.Text(copy.Seconds)}, {RunWords.Rate(copy.RowsPerSecond)}; every value compared", Of(copy.Verification?.Ok));
            if (Report.Back is not { } back)
            {
                yield return new("Way back", Report.Copy is null ? "It did not come to that" : "Name a scratch server to rehearse it as well", NotDone);
                yield break;
            }
            yield return new("Way back", $"{Numbers.Text(back.Rows)} rows in {Durations.Text(back.Seconds)}; {Numbers.Text(back.Skipped.Count)} statements left out", Well);
            if (Report.BackVerification is { } verification)
                yield return new("Verification of what came back", verification.Ok ? $"every value compared, in {Durations.Text(verification.Seconds)}" : verification.Summary, Of(verification.Ok));
        }
    }

    private int Count(PlanSeverity severity) => Report.Plan.Findings.Count(finding => finding.Severity == severity);

    private static Verdict Of(bool? ok) => ok == true ? Well : new("differs", TagKind.Bad);

    private sealed record Verdict(string Word, TagKind Kind);

    private sealed record Step(string Title, string Detail, Verdict Verdict)
    {
        public TagKind Kind => Verdict.Kind;

        public string Word => Verdict.Word;
    }
}
