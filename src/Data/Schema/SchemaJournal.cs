using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Schema;

/// <summary>The journal of schema changes in the central database.</summary>
public sealed partial class SchemaJournal(CentralDatabase central, ILogger<SchemaJournal> log)
{
    /// <summary>Newest first.</summary>
    internal async Task<IReadOnlyList<SchemaMigrationRun>> RecentAsync(string database, int count, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.SchemaMigrationRuns.Where(r => r.Database == database)
            .OrderByDescending(r => r.Id).Take(count)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    internal Task AddAsync(SchemaMigrationRun run) => TryAsync(() => central.WriteAsync(async context =>
    {
        context.SchemaMigrationRuns.Add(run);
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None), $"migrating {run.Database} {run.Direction} to {run.ToMigration}: {run.State}");

    /// <summary>
    /// What was done is done and must not be reported as failed because central could not note it, for instance when central
    /// itself was just taken to an older schema; so the note goes to the log instead.
    /// </summary>
    internal async Task TryAsync(Func<Task> write, string what)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotWritten(log, what, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The central database could not note: {What}")]
    private static partial void NotWritten(ILogger log, string what, Exception fault);
}
