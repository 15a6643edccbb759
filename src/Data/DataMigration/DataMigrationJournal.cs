using System.Text.Json;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration.Verify;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.DataMigration;

/// <summary>The runs of data migrations, kept in the central database: who copied what from where, and how it ended.</summary>
public sealed class DataMigrationJournal(CentralDatabase central, TimeProvider time)
{
    public const string Running = "running";
    public const string Differs = "differs";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public const string Copy = "copy";
    public const string Verify = "verify";

    private const string Abandoned = "The process ended before the copy did; the target was left as it was.";

    /// <summary>The newest runs first, of one tenant or of all.</summary>
    public async Task<IReadOnlyList<DataMigrationRun>> ListAsync(string? slug, int limit, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.DataMigrationRuns
            .Where(run => slug == null || run.TenantSlug == slug)
            .OrderByDescending(run => run.Id).Take(limit)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One run; null when there is none of that number.</summary>
    public async Task<DataMigrationRun?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.DataMigrationRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a run did with each table, in the order it was copied.</summary>
    public async Task<IReadOnlyList<DataMigrationTable>> TablesAsync(long runId, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.DataMigrationTables.Where(table => table.RunId == runId).OrderBy(table => table.Position).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a run and returns its number. A run of this tenant that never ended was killed: nothing else may write here.</summary>
    internal Task<long> StartAsync(Actor actor, string kind, string slug, string source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return central.WriteAsync(async context =>
        {
            await context.DataMigrationRuns.Where(run => run.TenantSlug == slug && run.State == Running)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, Failed).SetProperty(run => run.Error, Abandoned), cancellationToken)
                .ConfigureAwait(false);
            var run = new DataMigrationRun { TenantSlug = slug, Kind = kind, State = Running, Source = source, StartedBy = actor.Name, StartedAt = now };
            context.DataMigrationRuns.Add(run);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return run.Id;
        }, cancellationToken);
    }

    /// <summary>Ends runs that a process left open when it was killed. Only for whoever owns the data directory, before it starts any.</summary>
    /// <returns>Slugs of their tenants.</returns>
    internal Task<IReadOnlyList<string>> EndAbandonedAsync(CancellationToken cancellationToken) => central.WriteAsync<IReadOnlyList<string>>(async context =>
    {
        var slugs = await context.DataMigrationRuns.Where(run => run.State == Running).Select(run => run.TenantSlug).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
        await context.DataMigrationRuns.Where(run => run.State == Running)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, Failed).SetProperty(run => run.Error, Abandoned), cancellationToken)
            .ConfigureAwait(false);
        return slugs;
    }, cancellationToken);

    // How a run ended is written whatever was cancelled meanwhile.
    internal Task CompleteAsync(long id, DataCopyReport report) => central.WriteAsync(async context =>
    {
        var run = await context.DataMigrationRuns.SingleAsync(run => run.Id == id).ConfigureAwait(false);
        run.State = Completed;
        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        run.SourceVersion = report.SourceVersion;
        run.Rows = report.Rows;
        run.Seconds = report.Seconds;
        run.Report = report.ToJson();
        context.DataMigrationTables.AddRange(report.Tables.Select((table, position) => new DataMigrationTable
        {
            RunId = id,
            Position = position,
            Name = table.Name,
            SourceRows = table.SourceRows,
            Rows = table.Rows,
            Seconds = table.Seconds,
            Fills = table.Fills.Count > 0 ? JsonSerializer.Serialize(table.Fills) : null,
        }));
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None);

    internal Task CompleteAsync(long id, VerificationReport report) => central.WriteAsync(async context =>
    {
        var run = await context.DataMigrationRuns.SingleAsync(run => run.Id == id).ConfigureAwait(false);
        run.State = report.Ok ? Completed : Differs;
        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        run.Rows = report.Tables.Sum(table => table.Rows);
        run.Seconds = report.Seconds;
        run.Error = report.Ok ? null : report.Summary;
        run.Report = report.ToJson();
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None);

    internal Task EndAsync(long id, string state, string error) => central.WriteAsync(async context =>
    {
        var run = await context.DataMigrationRuns.SingleAsync(run => run.Id == id).ConfigureAwait(false);
        run.State = state;
        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        run.Seconds = Math.Round((run.FinishedAt.Value - run.StartedAt).TotalSeconds, 3);
        run.Error = error;
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None);
}
