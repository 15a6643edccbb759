using AdminApp.Data.Access;
using AdminApp.Data.Central;
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

    public const string Plan = "plan";
    public const string Copy = "copy";
    public const string Verify = "verify";
    public const string Rehearse = "rehearse";
    public const string Cutover = "cutover";
    public const string Fallback = "fallback";

    /// <summary>Runs that a killed process leaves half done: only their own recovery may end them.</summary>
    internal static readonly string[] Moves = [Cutover, Fallback];

    /// <summary>The copy that a stream begins with.</summary>
    public const string Stream = "stream";

    /// <summary>What is kept of a copy whose process was killed before its file was in place.</summary>
    internal const string Abandoned = "The process ended before the copy did; the target was left as it was.";

    /// <summary>The newest runs first, of one tenant or of all.</summary>
    public async Task<IReadOnlyList<DataMigrationRun>> ListAsync(string? slug, int limit, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.DataMigrationRuns
            .Where(run => slug == null || run.TenantSlug == slug)
            .OrderByDescending(run => run.Id).Take(limit)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing moves the tenant: what does freezes and releases it itself.</summary>
    /// <exception cref="DataMigrationException">A cutover or fallback of it has not ended.</exception>
    public async Task RequireStillAsync(string slug, CancellationToken cancellationToken)
    {
        if ((await ListAsync(slug, 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault() is { State: Running, Kind: Cutover or Fallback } open)
            throw new DataMigrationException($"Run {open.Id} ({open.Kind}) of tenant \"{slug}\" is not wholly ended yet. That is tried again every few seconds; look at the Migrations page.");
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

    /// <summary>
    /// Carries a run out and keeps how it ended, whatever was cancelled meanwhile. A run of this tenant that never ended was
    /// killed: nothing else may write here.
    /// </summary>
    /// <param name="actor">Who runs it.</param>
    /// <param name="run">What it is.</param>
    /// <param name="work">The run itself; told its number.</param>
    /// <param name="complete">Puts the result into the run.</param>
    /// <param name="cancellationToken">Ends the beginning; the work has its own.</param>
    internal async Task<T> KeepAsync<T>(Actor actor, JournalledRun run, Func<Task<T>> work, Action<CentralContext, DataMigrationRun, T> complete, CancellationToken cancellationToken)
    {
        var id = await StartAsync(actor, run, cancellationToken).ConfigureAwait(false);
        run.OnStarted?.Invoke(id);
        try
        {
            var result = await work().ConfigureAwait(false);
            await ChangeAsync(id, (context, entry) => complete(context, entry, result)).ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(id, Cancelled, run.CancelledBecause?.Invoke() ?? run.Cancelled, null).ConfigureAwait(false);
            throw;
        }
        catch (Exception error)
        {
            await EndAsync(id, Failed, error.Message, null).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps the report of a run that is under way, as far as it is.</summary>
    internal Task NoteAsync(long id, string report) =>
        central.WriteAsync(context => context.DataMigrationRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.Report, report)), CancellationToken.None);

    /// <summary>Runs that never ended. To whoever owns the data directory and has started none, they are those of killed processes.</summary>
    /// <param name="slug">Of this tenant; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<IReadOnlyList<DataMigrationRun>> OpenAsync(string? slug, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.DataMigrationRuns.Where(run => run.State == Running && (slug == null || run.TenantSlug == slug))
            .OrderBy(run => run.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a run whose process was killed.</summary>
    internal Task AbandonAsync(long id, string error, CancellationToken cancellationToken) =>
        central.WriteAsync(context => AbandonAsync(context.DataMigrationRuns.Where(run => run.Id == id), error, cancellationToken), cancellationToken);

    /// <summary>Begins a run that the caller ends with <see cref="EndAsync"/>; prefer <see cref="KeepAsync"/>.</summary>
    internal Task<long> StartAsync(Actor actor, JournalledRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return central.WriteAsync(async context =>
        {
            await AbandonAsync(context.DataMigrationRuns.Where(other => other.TenantSlug == run.Slug && other.State == Running && !Moves.Contains(other.Kind)), Abandoned, cancellationToken).ConfigureAwait(false);
            var entry = new DataMigrationRun { TenantSlug = run.Slug, Kind = run.Kind, State = Running, Source = run.Source, StartedBy = actor.Name, StartedAt = now };
            context.DataMigrationRuns.Add(entry);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return entry.Id;
        }, cancellationToken);
    }

    private static Task<int> AbandonAsync(IQueryable<DataMigrationRun> open, string error, CancellationToken cancellationToken) =>
        open.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, Failed).SetProperty(run => run.Error, error), cancellationToken);

    /// <summary>Ends a run, whatever was cancelled meanwhile.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="error">Why, when it did not complete.</param>
    /// <param name="report">Takes the place of what was noted; null leaves that.</param>
    /// <param name="rows">What it dealt with; 0 leaves what is known.</param>
    internal Task EndAsync(long id, string state, string? error, string? report, long rows = 0) => ChangeAsync(id, (_, run) =>
    {
        run.Rows = rows > 0 ? rows : run.Rows;
        run.State = state;
        run.Seconds = Math.Round((run.FinishedAt!.Value - run.StartedAt).TotalSeconds, 3);
        run.Error = error;
        run.Report = report ?? run.Report;
    });

    // How a run ended is written whatever was cancelled meanwhile.
    private Task ChangeAsync(long id, Action<CentralContext, DataMigrationRun> change) => central.WriteAsync(async context =>
    {
        var run = await context.DataMigrationRuns.SingleAsync(run => run.Id == id).ConfigureAwait(false);
        run.FinishedAt = time.GetUtcNow().UtcDateTime;
        change(context, run);
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None);
}

/// <summary>A run as the journal begins it.</summary>
/// <param name="Kind"><see cref="DataMigrationJournal.Copy"/>, <see cref="DataMigrationJournal.Verify"/>, <see cref="DataMigrationJournal.Rehearse"/> or <see cref="DataMigrationJournal.Cutover"/>.</param>
/// <param name="Source">Without user and password.</param>
/// <param name="Cancelled">What is kept of a cancelled run when nobody says why.</param>
/// <param name="OnStarted">Gets the run's number.</param>
/// <param name="CancelledBecause">Asked when it was cancelled: why.</param>
internal sealed record JournalledRun(string Kind, string Slug, string Source, string Cancelled, Action<long>? OnStarted, Func<string>? CancelledBecause);
