using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>One copy, verification or rehearsal with its figures of the moment; whoever owns it renders it again when they change.</summary>
public sealed partial class LiveRun
{
    private static readonly (string Title, DataCopyPhase First, DataCopyPhase Last)[] Phases =
    [
        ("Plan", DataCopyPhase.Planning, DataCopyPhase.Planning),
        ("Connect", DataCopyPhase.Connecting, DataCopyPhase.Preparing),
        ("Load", DataCopyPhase.Loading, DataCopyPhase.Loading),
        ("Index", DataCopyPhase.Indexing, DataCopyPhase.Indexing),
        ("Check", DataCopyPhase.Checking, DataCopyPhase.Checking),
        ("Verify", DataCopyPhase.Verifying, DataCopyPhase.Verifying),
        ("Finish", DataCopyPhase.Finishing, DataCopyPhase.Finishing),
        ("Way back", DataCopyPhase.Returning, DataCopyPhase.Returning),
    ];

    private bool asking;
    private string? refusal;

    [Parameter, EditorRequired]
    public DataMigrationJob Job { get; set; } = default!;

    /// <summary>Shows the button that ends it; the service refuses anyway.</summary>
    [Parameter]
    public bool MayMigrate { get; set; }

    /// <summary>The list of tables is open from the start.</summary>
    [Parameter]
    public bool Wide { get; set; }

    /// <summary>Takes one that has ended out of sight; without it there is no such button.</summary>
    [Parameter]
    public EventCallback OnDismiss { get; set; }

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private DataCopyProgress? Progress => Job.Progress;

    private DateTimeOffset Now => Time.GetUtcNow();

    private bool IsCutover => Job.Kind == DataMigrationJournal.Cutover;

    private bool IsFallback => Job.Kind == DataMigrationJournal.Fallback;

    private bool IsPlan => Job.Kind == DataMigrationJournal.Plan;

    private bool IsMeasured => Job.IsVerification || Progress?.Phase is DataCopyPhase.Loading or DataCopyPhase.Verifying;

    /// <summary>Of the rows that are loaded or compared; how long the other steps take is not foretold.</summary>
    private double? Fraction => IsCutover ? Job.Cutover?.Fraction : IsMeasured && Job.CancelledBy is null ? Math.Clamp(Progress?.Fraction ?? 0, 0, 0.999) : null;

    private string? Percent => Fraction is { } fraction ? $"{(int)(fraction * 100)} %" : null;

    private string RowsOf => Progress is { RowsExpected: > 0 } progress ? $"of about {Numbers.Text(progress.RowsExpected)} rows" : "rows";

    private string State => Job switch
    {
        { IsRunning: true, CancelledBy: not null } => "ending",
        _ => Job.State.ToString().ToLowerInvariant(),
    };

    private TagKind Kind => RunWords.Kind(State);

    private string Outcome => Job.Message ?? Job.Kind switch
    {
        DataMigrationJournal.Verify => "Every value of every row is the same as in the source.",
        DataMigrationJournal.Plan => "Nothing blocks a copy; nothing was written.",
        DataMigrationJournal.Rehearse => "Everything went well, and nothing was changed. The report tells the downtime to expect.",
        _ => "Every table was copied and proven.",
    };

    private string Noun => Job.Kind switch
    {
        DataMigrationJournal.Verify => "verification",
        DataMigrationJournal.Rehearse => "rehearsal",
        DataMigrationJournal.Plan => "plan",
        DataMigrationJournal.Cutover => "cutover",
        DataMigrationJournal.Fallback => "fallback",
        _ => "copy",
    };

    private IReadOnlyList<StepItem> Steps
    {
        get
        {
            if (IsCutover)
                return CutoverWords.Steps(Job.Cutover);
            if (IsFallback)
                return FallbackWords.Steps(Job.Fallback);
            var now = Progress?.Phase ?? DataCopyPhase.Connecting;
            return [.. (Job.IsCopy ? Phases[1..^1] : Phases).Select(phase => new StepItem(phase.Title, "", now > phase.Last ? StepState.Done : now >= phase.First ? StepState.Now : StepState.Waiting))];
        }
    }

    private async Task ConfirmAsync()
    {
        (asking, refusal) = (false, null);
        try
        {
            Jobs.Cancel(await Access.ActorAsync(), Job.RunId);
        }
        catch (Exception fault)
        {
            refusal = Faults.Text(fault, "cancel a data migration");
        }
    }
}
