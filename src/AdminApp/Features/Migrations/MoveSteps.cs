using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Migrations;

/// <summary>The steps of a move as they stand: what is done, what is under way, what is next.</summary>
internal static class MoveSteps
{
    private const int Fallback = 4;

    /// <summary>Plan, rehearse, stream, cut over, fall back.</summary>
    public static IReadOnlyList<StepItem> Of(TenantMove move)
    {
        StepItem[] steps = [PlanStep(move), RehearseStep(move), StreamStep(move), CutoverStep(move), FallbackStep(move)];
        // What a person does next: the first of the needed that is not done. A stream is a choice, and so is the way back.
        if (move is { OnPostgres: true, Busy: false } && Array.FindIndex(steps, step => step.Title is not "Stream" && step.State is StepState.Waiting) is var next and >= 0 and < Fallback)
            steps[next] = steps[next] with { State = StepState.Next };
        return steps;
    }

    private static StepItem PlanStep(TenantMove move)
    {
        if (move.Does(DataMigrationJournal.Plan))
            return new("Plan", "reading the source", StepState.Now);
        return move.Facts switch
        {
            { Blocking: > 0 and var blocking } => new("Plan", $"{Numbers.Text(blocking)} to mend first", StepState.Failed),
            { Findings: 0 } => new("Plan", "nothing found", StepState.Done),
            { Findings: { } findings } => new("Plan", $"{Numbers.Text(findings)} to know, nothing blocks", StepState.Done),
            _ => Missing("Plan", move.Newest(DataMigrationJournal.Plan), move, "not made yet"),
        };
    }

    private static StepItem RehearseStep(TenantMove move)
    {
        if (move.Does(DataMigrationJournal.Rehearse))
            return new("Rehearse", RunWords.Doing(move.Job!), StepState.Now);
        return move.Facts.RehearsedSeconds is { } seconds
            ? new("Rehearse", $"proven in {Durations.Text(seconds)}", StepState.Done)
            : Missing("Rehearse", move.Newest(DataMigrationJournal.Rehearse), move, "not done yet");
    }

    private static StepItem StreamStep(TenantMove move) => move switch
    {
        { OnPostgres: false } => move.Facts.Streamed == true ? new("Stream", "used, and ended", StepState.Done) : new("Stream", "not used", StepState.Waiting),
        { Stream: null } => new("Stream", "none; a choice", StepState.Waiting),
        { Stream.Phase: StreamPhase.Faulted } => new("Stream", "stopped by a fault", StepState.Failed),
        { Stream.Phase: StreamPhase.Stopped } => new("Stream", "stopped; can go on", StepState.Waiting),
        { Stream: { } stream } => new("Stream", StreamWords.Short(stream), StepState.Now),
    };

    private static StepItem CutoverStep(TenantMove move)
    {
        if (move.Does(DataMigrationJournal.Cutover))
            return new("Cut over", CutoverWords.Doing(move.Job!.Cutover), StepState.Now);
        if (!move.OnPostgres)
            return new("Cut over", move.Facts.MeasuredMs is { } ms ? $"read-only for {MoveWords.Milliseconds(ms)}" : "done", StepState.Done);
        var run = move.Newest(DataMigrationJournal.Cutover);
        return run is { State: DataMigrationJournal.Failed or DataMigrationJournal.Cancelled }
            ? new("Cut over", $"{run.State}; the source serves", StepState.Failed)
            : new("Cut over", move.Stream is { IsActive: true } ? "seconds, with the stream" : move.Facts.DowntimeSeconds is { } seconds ? $"about {Durations.Text(seconds)} read-only" : "not predicted yet", StepState.Waiting);
    }

    private static StepItem FallbackStep(TenantMove move) => move switch
    {
        _ when move.Does(DataMigrationJournal.Fallback) => new("Fall back", "on its way", StepState.Now),
        { OnPostgres: false, Fallback: { State: DataMigrationJournal.Failed or DataMigrationJournal.Differs, Id: var id } } when id > (move.Newest(DataMigrationJournal.Cutover)?.Id ?? 0)
            => new("Fall back", "refused; the file serves", StepState.Failed),
        { OnPostgres: false } => new("Fall back", "possible at any time", StepState.Waiting),
        { Fallback: { State: DataMigrationJournal.Completed } } => new("Fall back", "came back; can go again", StepState.Waiting),
        _ => new("Fall back", "ready after the cutover", StepState.Waiting),
    };

    // Where the tenant has moved already nothing waits for it any more.
    private static StepItem Missing(string title, DataMigrationRun? run, TenantMove move, string none) => run switch
    {
        { State: DataMigrationJournal.Failed } => new(title, "failed", StepState.Failed),
        { State: DataMigrationJournal.Cancelled } => new(title, "cancelled", StepState.Waiting),
        _ => move.OnPostgres ? new(title, none, StepState.Waiting) : new(title, "left out", StepState.Waiting),
    };
}
