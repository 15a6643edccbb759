using System.Text.Json;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Rehearse;

namespace AdminApp.Features.Migrations;

/// <summary>What the reports of a tenant's runs say about its move, read once: pages show it many times a second.</summary>
/// <param name="Findings">Of the newest plan, made alone or within a rehearsal; null without one.</param>
/// <param name="Blocking">Of those, the ones that block.</param>
/// <param name="RehearsedSeconds">What the newest rehearsal took; null when it did not go well.</param>
/// <param name="DowntimeSeconds">Seconds nobody could write in a cutover without a stream, as rehearsed, else as planned.</param>
/// <param name="MeasuredMs">How long nobody could write in the last cutover.</param>
/// <param name="Streamed">Whether the last cutover drained a stream; null without one.</param>
public sealed record MoveFacts(int? Findings, int Blocking, double? RehearsedSeconds, double? DowntimeSeconds, double? MeasuredMs, bool? Streamed)
{
    private const string ByStream = "streamed";

    /// <param name="round">Runs since the tenant came back last, newest first.</param>
    public static MoveFacts Of(IReadOnlyList<DataMigrationRun> round)
    {
        var rehearsal = Read(Newest(round, DataMigrationJournal.Rehearse), RehearsalReport.FromJson);
        var alone = Newest(round, DataMigrationJournal.Plan) is { } planned && planned.Id > (Newest(round, DataMigrationJournal.Rehearse)?.Id ?? 0) ? Read(planned, MigrationPlan.FromJson) : null;
        var plan = alone ?? rehearsal?.Plan ?? Read(Newest(round, DataMigrationJournal.Plan), MigrationPlan.FromJson);
        var cutover = Read(round.FirstOrDefault(run => run is { Kind: DataMigrationJournal.Cutover, State: DataMigrationJournal.Completed }), CutoverReport.FromJson);
        return new MoveFacts(
            plan?.Findings.Count, plan?.Findings.Count(finding => finding.Severity == PlanSeverity.Blocks) ?? 0, rehearsal is { Ok: true } ? rehearsal.Seconds : null,
            rehearsal?.PredictedDowntimeSeconds ?? (plan is null ? null : Math.Ceiling(plan.PredictedSeconds + 1)), cutover?.DowntimeMs, cutover is null ? null : cutover.Way == ByStream);
    }

    private static DataMigrationRun? Newest(IReadOnlyList<DataMigrationRun> round, string kind) => round.FirstOrDefault(run => run.Kind == kind);

    private static T? Read<T>(DataMigrationRun? run, Func<string, T?> read)
        where T : class
    {
        try
        {
            return run?.Report is { } json ? read(json) : null;
        }
        catch (JsonException)
        {
            // Of a version with another shape.
            return null;
        }
    }
}
