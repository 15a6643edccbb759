using AdminApp.Data.DataMigration;
using AdminApp.Features.Operations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What can be done about a move, in its order, with the report of the last time.</summary>
public sealed partial class MoveActions
{
    [Parameter, EditorRequired]
    public TenantMove Move { get; set; } = default!;

    /// <summary>Shows the buttons; the services refuse anyway.</summary>
    [Parameter]
    public bool MayMove { get; set; }

    /// <summary>The stream is being started, stopped or dropped.</summary>
    [Parameter]
    public bool StreamBusy { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<MoveAsk> OnAsked { get; set; }

    private IEnumerable<MoveAction> Actions => Move.OnPostgres ? [Plan, Rehearse, Stream, Cutover] : [Fallback];

    private MoveAction Plan => new("Plan", "Reads the source and tells whatever could be in the way. Writes nothing.", Report(DataMigrationJournal.Plan),
        [new("Plan", MoveAsk.Plan, Primary: Move.Facts.Findings is null)]);

    private MoveAction Rehearse => new("Rehearse", "Copies into a scratch place, compares every value, and measures the downtime to expect. Nothing live is touched.", Report(DataMigrationJournal.Rehearse),
        [new("Rehearse…", MoveAsk.Rehearse, Primary: Move.Facts is { Findings: not null, RehearsedSeconds: null })]);

    private MoveAction Stream => new("Stream", "Keeps a copy near the source while people work, so that the cutover takes seconds. The source needs wal_level=logical.", Report(DataMigrationJournal.Stream), Move.Stream switch
    {
        null => [new("Start the stream…", MoveAsk.StartStream, IsStream: true)],
        { IsActive: true } => [new("Stop…", MoveAsk.StopStream, IsStream: true), new("End for good…", MoveAsk.DropStream, IsStream: true)],
        _ => [new("Go on…", MoveAsk.StartStream, IsStream: true), new("End for good…", MoveAsk.DropStream, IsStream: true)],
    });

    private MoveAction Cutover => new("Cut over", Move.Stream is { IsActive: true }
        ? "Freezes, brings over the last changes, compares every value and switches to the file. PostgreSQL serves until the switch."
        : $"Freezes, copies, compares every value and switches to the file. PostgreSQL serves until the switch.{(Move.Facts.DowntimeSeconds is { } seconds ? $" Read-only for about {Durations.Text(seconds)}." : "")}",
        Report(DataMigrationJournal.Cutover), [new("Cut over…", MoveAsk.Cutover, Primary: Move.Facts.RehearsedSeconds is not null)]);

    private MoveAction Fallback => new("Fall back", "Brings the tenant back to the PostgreSQL database it came from, with everything written since. The file serves until that is committed.",
        Move.Fallback?.Id, [new("Fall back…", MoveAsk.Fallback)]);

    private long? Report(string kind) => Move.Newest(kind)?.Id;

    private sealed record MoveAction(string Title, string Detail, long? Report, IReadOnlyList<MoveButton> Buttons);

    private sealed record MoveButton(string Text, MoveAsk Ask, bool Primary = false, bool IsStream = false);
}
