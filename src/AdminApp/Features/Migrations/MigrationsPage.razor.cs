using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Schema;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>/migrations. Renders whatever state the databases are in: it is where broken and pending ones are put right.</summary>
public sealed partial class MigrationsPage
{
    private const int RunsShown = 25;
    private const int RunsRead = 200;

    private IReadOnlyList<SchemaStatus> statuses = [];
    private IReadOnlyList<DataMigrationRun>? runs;
    private IReadOnlyList<TenantMove> moves = [];
    private Predicate<string> visible = _ => false;
    private IReadOnlySet<string> known = new HashSet<string>();
    private IReadOnlyList<SchemaStatus> applying = [];
    private SchemaStatus? reverting;
    private List<(string Migration, string Text)>? sql;
    private string sqlTitle = "";

    [Inject]
    private SchemaMigrations Schema { get; set; } = default!;

    [Inject]
    private DataMigrationJournal Journal { get; set; } = default!;

    [Inject]
    private TenantMoves Moves { get; set; } = default!;

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    /// <inheritdoc cref="DataCopyForm.Into"/>
    [SupplyParameterFromQuery(Name = "into")]
    private string? Into { get; set; }

    /// <inheritdoc cref="DataCopyForm.Resume"/>
    [SupplyParameterFromQuery(Name = "resume")]
    private bool Resume { get; set; }

    protected override string WorkPrefix => "schema:";

    private IReadOnlyList<SchemaStatus> Pending => [.. statuses.Where(status => status is { Pending.Count: > 0, Fault: null, Unknown.Count: 0 } && !IsUnderWay(WorkPrefix + status.Database))];

    private string ApplyTitle => applying switch
    {
        [{ Pending.Count: 0 } one] => $"Clear the lock of {one.Title}?",
        [var one] => $"Apply {Count(one.Pending.Count)} to {one.Title}?",
        _ => $"Apply {Count(applying.Sum(status => status.Pending.Count))} to {applying.Count} databases?",
    };

    private string ApplyText => applying is [{ Pending.Count: 0 }] ? "Clear the lock" : $"Back up and apply {applying.Sum(status => status.Pending.Count)}";

    /// <summary>The moves as loaded, each with what runs for it at this moment.</summary>
    private IReadOnlyList<TenantMove> Live => [.. moves.Select(move => move with { Job = Jobs.Jobs.FirstOrDefault(job => job.Slug == move.Tenant.Slug) })];

    protected override async Task ReadAsync(Actor actor, Predicate<string> visible, CancellationToken cancellationToken)
    {
        statuses = [.. (await Schema.StatusAsync(actor, cancellationToken)).Where(status => visible(status.Database))];
        runs = [.. (await Journal.ListAsync(null, RunsRead, cancellationToken)).Where(run => visible(run.TenantSlug)).Take(RunsShown)];
        moves = await Moves.ListAsync(actor, visible, cancellationToken);
        this.visible = visible;
        known = statuses.Select(status => status.Database).ToHashSet(StringComparer.Ordinal);
    }

    private async Task ApplyAsync()
    {
        foreach (var status in applying)
        {
            await StartAsync(Permission.Migrate, status.Database, $"Applying migrations to {status.Title}", async (services, actor, cancellation) =>
            {
                var change = await services.GetRequiredService<SchemaMigrations>().UpAsync(actor, status.Database, null, cancellation);
                return Outcome(change);
            });
        }
        applying = [];
    }

    private async Task RevertAsync(string target)
    {
        var status = reverting!;
        reverting = null;
        await StartAsync(Permission.Migrate, status.Database, $"Reverting migrations of {status.Title}", async (services, actor, cancellation) =>
        {
            var change = await services.GetRequiredService<SchemaMigrations>().DownAsync(actor, status.Database, target, cancellation);
            return Outcome(change);
        });
    }

    private async Task ShowSqlAsync(SchemaStatus status)
    {
        var pending = status.Pending.Count > 0;
        var shown = pending ? status.Pending : status.Applied;
        var texts = new List<(string, string)>();
        for (var i = 0; i < shown.Count; i++)
        {
            var from = i > 0 ? shown[i - 1] : pending ? status.Applied.LastOrDefault() ?? "0" : "0";
            texts.Add((shown[i], await Schema.ScriptAsync(Actor!, status.Database, from, shown[i], CancellationToken.None)));
        }
        sqlTitle = pending ? $"SQL of {Count(status.Pending.Count)} pending for {status.Title}" : $"SQL of the schema of {status.Title}";
        sql = texts;
    }

    private static string Outcome(SchemaChange change)
    {
        var cleared = change.LockCleared ? "An abandoned lock was cleared. " : "";
        return change.Steps.Count == 0
            ? cleared + "There was nothing to apply."
            : $"{cleared}{Count(change.Steps.Count)}, now at {MigrationName.Short(change.To)}, in {Durations.Text(change.Seconds)}. Backup {change.Backup}.";
    }

    private static string Count(int migrations) => migrations == 1 ? "1 migration" : $"{migrations} migrations";
}
