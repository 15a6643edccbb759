using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Schema;
using AdminApp.Features.Operations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Backups;

/// <summary>/backups. Everybody sees what there is; administrators make, verify and restore.</summary>
public sealed partial class BackupsPage
{
    private const int PageSize = 25;

    private IReadOnlyList<ManagedDatabase> databases = [];
    private IReadOnlyList<BackupInfo>? backups;
    private Dictionary<string, long> keys = [];
    private BackupInfo? restoring;
    private string chosen = "";
    private int index;

    [Inject]
    private DatabaseBackups Backups { get; set; } = default!;

    [Inject]
    private ManagedDatabases Databases { get; set; } = default!;

    protected override string WorkPrefix => "backup:";

    private GridPage<BackupInfo>? Page => backups is null
        ? null
        : new([.. backups.Skip(index * PageSize).Take(PageSize)], backups.Count, true, index, PageSize);

    protected override async Task ReadAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken)
    {
        databases = [.. (await Databases.ListAsync(cancellationToken)).Where(database => database.IsFile && visible(database.Name))];
        // A backup whose manifest cannot be read belongs to nobody in particular; only administrators see it.
        backups = [.. (await Backups.ListAsync(actor, null, cancellationToken)).Where(backup => visible(backup.Database))];
        keys = backups.Select((backup, position) => (backup.File, position)).ToDictionary(pair => pair.File, pair => (long)pair.position);
        index = Math.Min(index, Math.Max(0, (backups.Count - 1) / PageSize));
    }

    private async Task CreateAsync()
    {
        foreach (var database in databases.Where(database => chosen.Length == 0 || database.Name == chosen))
        {
            await StartAsync(Permission.ManageBackups, "create:" + database.Name, $"Backing up {database.Title}", async (services, actor, cancellation) =>
            {
                var made = await services.GetRequiredService<DatabaseBackups>().CreateAsync(actor, database.Name, DatabaseBackups.Manual, cancellation);
                return $"{made.File}: {ByteSize.Text(made.Bytes)}, {Numbers.Text(made.Rows)} rows.";
            });
        }
    }

    private Task VerifyAsync(BackupInfo backup) =>
        StartAsync(Permission.ManageBackups, backup.File, $"Verifying {backup.File}", async (services, actor, cancellation) =>
        {
            var found = await services.GetRequiredService<DatabaseBackups>().VerifyAsync(actor, backup.File, cancellation);
            return found.Ok
                ? $"Hash, structure, references, schema and row counts are right ({Durations.Text(found.Seconds)})."
                : throw new BackupException($"It must not be restored: {string.Join("; ", found.Problems)}.");
        });

    private async Task RestoreAsync()
    {
        var backup = restoring!;
        restoring = null;
        await StartAsync(Permission.ManageBackups, "restore:" + backup.Database, $"Restoring {TitleOf(backup.Database)}", async (services, actor, cancellation) =>
        {
            var done = await services.GetRequiredService<BackupRestore>().RestoreAsync(actor, backup.File, cancellation);
            return Outcome(done);
        });
    }

    private static string Outcome(RestoreResult done)
    {
        var kept = (done.SafetyBackup, done.Aside) switch
        {
            ({ } safety, _) => $" What was there before is in {safety}.",
            (_, { } aside) => $" The unreadable file was kept as {aside}.",
            _ => "",
        };
        var pending = done.PendingMigrations.Count == 0 ? "" : $" Its schema is older: apply {done.PendingMigrations.Count} on the Migrations page before people can use it.";
        return $"{Numbers.Text(done.Rows)} rows in {Durations.Text(done.Seconds)}.{kept}{pending}";
    }

    private string TitleOf(string? database) => databases.FirstOrDefault(known => known.Name == database)?.Title ?? database ?? "";

    private static DateTimeOffset? When(BackupInfo backup) => backup.CreatedAt == default ? null : backup.CreatedAt;

    private static string Words(string reason) => reason.Replace('-', ' ');

    private static TagKind Kind(BackupState state) => state switch
    {
        BackupState.Present => TagKind.Ok,
        BackupState.Missing => TagKind.Warn,
        _ => TagKind.Bad,
    };

    private static RenderFragment? Notice(BackupInfo backup) =>
        backup.Problem is null ? null : builder => builder.AddContent(0, backup.Problem);
}
