using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Backups;

/// <summary>/backups. Everybody sees what there is and how it is proven; administrators make, verify, restore, send in and delete.</summary>
public sealed partial class BackupsPage
{
    private const int PageSize = 25;
    private const int EventsShown = 30;
    private const int EventsRead = 300;

    private IReadOnlyList<ManagedDatabase> databases = [];
    private IReadOnlyList<BackupCare> care = [];
    private IReadOnlyList<BackupEvent> events = [];
    private IReadOnlyList<BackupInfo>? backups;
    private Dictionary<string, long> keys = [];
    private BackupInfo? restoring;
    private BackupInfo? deleting;
    private Guid? comparing;
    private string chosen = "";
    private string? reason;
    private string? deleteReason;
    private string? refusal;
    private int index;

    [Inject]
    private DatabaseBackups Backups { get; set; } = default!;

    [Inject]
    private ManagedDatabases Databases { get; set; } = default!;

    [Inject]
    private BackupSchedule Schedule { get; set; } = default!;

    [Inject]
    private BackupSettings Settings { get; set; } = default!;

    [Inject]
    private BackupJournal Journal { get; set; } = default!;

    [Inject]
    private BackupPruning Pruning { get; set; } = default!;

    [Inject]
    private BackupTasks Tasks { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override string WorkPrefix => BackupTasks.Prefix;

    private GridPage<BackupInfo>? Page => backups is null
        ? null
        : new([.. backups.Skip(index * PageSize).Take(PageSize)], backups.Count, true, index, PageSize);

    /// <summary>Of the backup in the dialog with what is there.</summary>
    private WorkItem? Comparison => Work.Items.FirstOrDefault(item => item.Id == comparing);

    private EventCallback<WorkItem> CancelFor => May(Permission.ManageBackups) ? EventCallback.Factory.Create<WorkItem>(this, CancelAsync) : default;

    protected override async Task ReadAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken)
    {
        databases = [.. (await Databases.ListAsync(cancellationToken)).Where(database => database.IsFile && visible(database.Name))];
        // A backup whose manifest cannot be read belongs to nobody in particular; only administrators see it.
        backups = [.. (await Backups.ListAsync(actor, null, cancellationToken)).Where(backup => visible(backup.Database))];
        keys = backups.Select((backup, position) => (backup.File, position)).ToDictionary(pair => pair.File, pair => (long)pair.position);
        index = Math.Min(index, Math.Max(0, (backups.Count - 1) / PageSize));
        care = [.. (await Schedule.StatusAsync(actor, cancellationToken)).Where(one => visible(one.Database))];
        events = [.. (await Journal.ListAsync(actor, null, EventsRead, cancellationToken)).Where(one => visible(one.Database)).Take(EventsShown)];
    }

    private async Task CreateAsync()
    {
        var actor = await Access.ActorAsync();
        foreach (var database in databases.Where(database => chosen.Length == 0 || database.Name == chosen))
            Tasks.Create(actor, database.Name, database.Title, reason);
        reason = null;
    }

    private async Task VerifyAsync(BackupInfo backup) => Tasks.Verify(await Access.ActorAsync(), backup.File);

    private async Task TestAsync(BackupInfo backup) => Tasks.Test(await Access.ActorAsync(), backup.File);

    private async Task AskAsync(BackupInfo backup)
    {
        comparing = Tasks.Compare(await Access.ActorAsync(), backup.File).Id;
        restoring = backup;
    }

    private async Task RestoreAsync(string why)
    {
        var backup = restoring!;
        restoring = null;
        var actor = await Access.ActorAsync();
        // A comparison that still goes on would only keep the restore waiting.
        if (Comparison is { IsActive: true } comparison)
            Work.Cancel(actor, comparison.Id);
        Tasks.Restore(actor, backup.Database, backup.File, TitleOf(backup.Database), why);
    }

    private async Task CancelAsync(WorkItem item) => Work.Cancel(await Access.ActorAsync(), item.Id);

    private async Task DeleteAsync()
    {
        try
        {
            await Pruning.DeleteAsync(await Access.ActorAsync(), deleting!.File, deleteReason, CancellationToken.None);
            CloseDelete();
            await LoadAsync();
        }
        catch (Exception fault)
        {
            refusal = Faults.Text(fault, "delete a backup");
        }
    }

    private void CloseDelete() => (deleting, deleteReason, refusal) = (null, null, null);

    private string TitleOf(string? database) => databases.FirstOrDefault(known => known.Name == database)?.Title ?? database ?? "";

    private static DateTimeOffset? When(BackupInfo backup) => backup.CreatedAt == default ? null : backup.CreatedAt;

    private static TagKind Kind(BackupState state) => state switch
    {
        BackupState.Present => TagKind.Ok,
        BackupState.Missing => TagKind.Warn,
        _ => TagKind.Bad,
    };

    private static RenderFragment? Notice(BackupInfo backup) => backup.Problem is null && backup.CopyProblem is null
        ? null
        : builder => builder.AddContent(0, string.Join(" ", new[] { backup.Problem, backup.CopyProblem is { } copy ? $"Not copied to the other place yet, it is tried again: {copy}" : null }.OfType<string>()));
}
