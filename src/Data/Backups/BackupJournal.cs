using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Backups;

/// <summary>What is done with backups, as <see cref="BackupEvent.Action"/> names it.</summary>
public static class BackupActions
{
    public const string Create = "create", Verify = "verify", Test = "test", Compare = "compare", Restore = "restore",
        Delete = "delete", Upload = "upload", Download = "download", Copy = "copy";
}

/// <summary>Who did what with which backup, and why: the audit of everything here.</summary>
public sealed partial class BackupJournal(CentralDatabase central, TimeProvider time, ILogger<BackupJournal> log)
{
    /// <summary>Newest first.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="database">null for all.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<BackupEvent>> ListAsync(Actor actor, string? database, int most, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        await using var context = central.Read();
        return await context.BackupEvents.Where(e => database == null || e.Database == database)
            .OrderByDescending(e => e.Id).Take(most).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Carries out an action and writes down how it ended. What was done is not reported as failed because it could not be
    /// written down, for instance when central itself was just taken to an older schema: then the log has it.
    /// </summary>
    internal async Task<T> KeepAsync<T>(Actor actor, BackupEntry entry, Func<BackupEntry, Task<T>> work)
    {
        try
        {
            var result = await work(entry).ConfigureAwait(false);
            await AddAsync(actor, entry, entry.Ok).ConfigureAwait(false);
            return result;
        }
        catch (Exception fault)
        {
            entry.Detail = fault is OperationCanceledException ? "Cancelled." : fault is BackupException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            await AddAsync(actor, entry, ok: false).ConfigureAwait(false);
            throw;
        }
    }

    internal Task AddAsync(Actor actor, BackupEntry entry, bool ok) => TryAsync(() => central.WriteAsync(async context =>
    {
        context.BackupEvents.Add(new BackupEvent
        {
            OccurredAt = time.GetUtcNow().UtcDateTime,
            Database = entry.Database,
            File = entry.File,
            Action = entry.Action,
            Actor = actor.Name,
            ActorId = actor.Id,
            Origin = actor.Origin,
            Reason = string.IsNullOrWhiteSpace(entry.Reason) ? null : entry.Reason.Trim(),
            Ok = ok,
            Detail = entry.Detail,
        });
        await context.SaveChangesAsync().ConfigureAwait(false);
    }, CancellationToken.None), $"{entry.Action} {entry.Database} {entry.File}: {(ok ? "done" : entry.Detail)}");

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

/// <summary>An entry while its action is under way.</summary>
internal sealed class BackupEntry(string action, string database, string? file, string? reason)
{
    public string Action => action;
    public string Database => database;
    public string? File { get; set; } = file;
    public string? Reason => reason;
    public string? Detail { get; set; }
    public bool Ok { get; set; } = true;
}
