using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.Backups;

/// <summary>How one database is looked after.</summary>
/// <param name="NextAt">When the next scheduled backup is due, if something was written by then; null when none are scheduled.</param>
/// <param name="TestedAt">The last restore test of any of its backups, UTC; null for never.</param>
/// <param name="Tested">The backup it was made with.</param>
/// <param name="TestProblem">Why it failed; null when it went well.</param>
/// <param name="NotCopied">Backups whose copy to the other place failed last time.</param>
public sealed record BackupCare(
    string Database, BackupInfo? Newest, DateTime? NextAt, DateTime? TestedAt, string? Tested, string? TestProblem, int NotCopied, string? CopyProblem);

/// <summary>Makes the scheduled backups, deletes what no rule keeps and runs the restore tests, whatever is due.</summary>
public sealed partial class BackupSchedule(
    ManagedDatabases databases, DatabaseBackups backups, BackupStore store, BackupPruning pruning, RestoreTests tests, BackupCatalogue catalogue,
    BackupSettings settings, TimeProvider time, ILogger<BackupSchedule> log)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    private readonly Dictionary<string, DateTime> notBefore = [];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>One round. A database that fails keeps no other from its turn; it is tried again a quarter of an hour later.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var database in await databases.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!database.IsFile || database.Tenant is { State: TenantState.Migrating or TenantState.Quarantined } || !File.Exists(database.Path))
                continue;
            await DueAsync("backup " + database.Name, AfterFailure, () => BackUpAsync(database, cancellationToken)).ConfigureAwait(false);
            await DueAsync("prune " + database.Name, PruneEvery, () => PruneAsync(database, cancellationToken)).ConfigureAwait(false);
            await DueAsync("test " + database.Name, AfterFailure, () => TestAsync(database, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>How every database is looked after.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<BackupCare>> StatusAsync(Actor actor, CancellationToken cancellationToken)
    {
        var all = await backups.ListAsync(actor, null, cancellationToken).ConfigureAwait(false);
        var rows = (await catalogue.RowsAsync(cancellationToken).ConfigureAwait(false)).Values.ToLookup(row => row.Database);
        return [.. (await databases.ListAsync(cancellationToken).ConfigureAwait(false)).Where(database => database.IsFile).Select(database =>
        {
            var own = all.Where(backup => backup.Database == database.Name).ToList();
            var every = settings.For(database.Name).EveryMinutes;
            var newest = own.FirstOrDefault(IsSound);
            var test = LastTest(rows[database.Name]);
            var failing = own.Where(backup => backup.CopyProblem is not null).ToList();
            return new BackupCare(database.Name, newest, every == 0 ? null : newest is null ? Now : newest.CreatedAt.AddMinutes(every),
                test?.TestedAt, test?.File, test?.TestProblem, failing.Count, failing.FirstOrDefault()?.CopyProblem);
        })];
    }

    private async Task BackUpAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var plan = settings.For(database.Name);
        if (plan.EveryMinutes == 0)
            return;
        var newest = (await backups.ListAsync(Actor.Application, database.Name, cancellationToken).ConfigureAwait(false)).FirstOrDefault(IsSound);
        if (newest is not null)
        {
            if (newest.CreatedAt.AddMinutes(plan.EveryMinutes) > Now)
                return;
            if ((await store.ManifestAsync(newest.File, cancellationToken).ConfigureAwait(false)).SourceStamp == SourceStamp.Of(database.Path))
                return;
        }
        var made = await backups.CreateAsync(Actor.Application, database.Name, DatabaseBackups.Scheduled, cancellationToken).ConfigureAwait(false);
        notBefore.Remove("prune " + database.Name);
        Made(log, made.File);
    }

    private async Task PruneAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        await pruning.PruneAsync(Actor.Application, database.Name, dryRun: false, reason: null, cancellationToken).ConfigureAwait(false);
        notBefore["prune " + database.Name] = Now + PruneEvery;
    }

    private async Task TestAsync(ManagedDatabase database, CancellationToken cancellationToken)
    {
        var hours = settings.For(database.Name).RestoreTestHours;
        if (hours == 0)
            return;
        var last = LastTest((await catalogue.RowsAsync(cancellationToken).ConfigureAwait(false)).Values.Where(row => row.Database == database.Name));
        if (last?.TestedAt?.AddHours(hours) > Now)
            return;
        var newest = (await backups.ListAsync(Actor.Application, database.Name, cancellationToken).ConfigureAwait(false)).FirstOrDefault(backup => backup.State == BackupState.Present);
        if (newest is null)
            return;
        var found = await tests.RunAsync(Actor.Application, newest.File, cancellationToken).ConfigureAwait(false);
        if (!found.Ok)
            TestFailed(log, newest.File, string.Join("; ", found.Problems));
    }

    private static bool IsSound(BackupInfo backup) => backup is { State: BackupState.Present, Reason: not DatabaseBackups.Uploaded };

    private static BackupRecord? LastTest(IEnumerable<BackupRecord> rows) => rows.Where(row => row.TestedAt is not null).MaxBy(row => row.TestedAt);

    private async Task DueAsync(string key, TimeSpan again, Func<Task> work)
    {
        if (notBefore.TryGetValue(key, out var at) && at > Now)
            return;
        try
        {
            notBefore.Remove(key);
            await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            notBefore[key] = Now + again;
            Failed(log, key, fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Scheduled backup {File} was made")]
    private static partial void Made(ILogger log, string file);

    [LoggerMessage(LogLevel.Error, "The restore test of {File} failed: {Problems}")]
    private static partial void TestFailed(ILogger log, string file, string problems);

    [LoggerMessage(LogLevel.Error, "Scheduled {What} failed; it is tried again")]
    private static partial void Failed(ILogger log, string what, Exception fault);
}
