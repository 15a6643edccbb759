using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Backups;

/// <summary>
/// Brings a database back to a backup. The live file gets the content in one SQLite transaction, so a crash leaves it wholly
/// old or wholly new; only a file that is missing or unreadable is replaced as a file.
/// </summary>
public sealed class BackupRestore(
    BackupStore store, BackupChecks checks, BackupCatalogue catalogue, ManagedDatabases databases, DatabaseFiles files,
    SqlitePolicy policy, WriteGates gates, TenantDatabases tenants, TenantRegistry registry, BackupJournal journal, RestoreNotices notices, TimeProvider time)
{
    internal const string Suffix = ".restoring";

    /// <summary>Restores the database the backup was made of. Long: run it off a request's or a page's thread.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <param name="cancellationToken">Stops it as long as the live content was not exchanged.</param>
    /// <param name="reason">Why; goes into the audit.</param>
    /// <param name="progress">Is told phases and fractions, on any thread.</param>
    /// <exception cref="BackupException">The backup is missing, damaged or not of this application's making; the live file is untouched.</exception>
    /// <exception cref="DatabaseBusyException">Another change is running; the live file is untouched.</exception>
    public async Task<RestoreResult> RestoreAsync(
        Actor actor, string file, CancellationToken cancellationToken, string? reason = null, IProgress<BackupProgress>? progress = null)
    {
        actor.Demand(Permission.ManageBackups);
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        return await journal.KeepAsync(actor, new BackupEntry(BackupActions.Restore, manifest.Database, file, reason), async entry =>
        {
            var done = await RestoreAsync(new Order(actor, manifest, reason, progress), cancellationToken).ConfigureAwait(false);
            entry.Detail = done.SafetyBackup is { } safety ? $"What was there before is in {safety}." : done.Aside is { } aside ? $"The unreadable file was kept as {aside}." : null;
            return done;
        }).ConfigureAwait(false);
    }

    private async Task<RestoreResult> RestoreAsync(Order order, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var manifest = order.Manifest;
        var database = (await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false)).RequireFile();
        var problems = await checks.ProblemsAsync(database, manifest, cancellationToken, order.Progress).ConfigureAwait(false);
        if (problems.Count > 0)
            throw new BackupException($"The backup {manifest.File} is refused: {string.Join("; ", problems)}. Nothing was changed. Choose another backup; `backup verify` checks one without restoring it.");

        var pending = PendingAfter(database, manifest);
        var (safety, aside) = await ReplaceAsync(order, database, pending.Count == 0, cancellationToken).ConfigureAwait(false);
        if (safety is not null)
            await journal.TryAsync(() => catalogue.AddAsync(safety, CancellationToken.None), $"the backup {safety.File}").ConfigureAwait(false);
        await ServeAgainAsync(database).ConfigureAwait(false);
        notices.Tell(new RestoreNotice(database.Name, manifest.CreatedAt, order.Actor.Name));
        return new RestoreResult(database.Name, manifest.File, safety?.File, aside, pending, manifest.Rows.Values.Sum(), watch.Elapsed.TotalSeconds);
    }

    /// <summary>Everything that does not need the gate is done before it: while it is held nobody can write.</summary>
    private async Task<(BackupManifest? Safety, string? Aside)> ReplaceAsync(Order order, ManagedDatabase database, bool auditable, CancellationToken cancellationToken)
    {
        var copy = $"{database.Path}.{Guid.NewGuid():N}{Suffix}";
        try
        {
            order.Progress.Begin(BackupPhase.Copying);
            files.Copy(store.PathOf(order.Manifest.File), copy, cancellationToken, order.Progress.Of(BackupPhase.Copying));
            using var pass = await gates.For(database.Path).EnterAsync(cancellationToken).ConfigureAwait(false);
            var safety = await SafetyAsync(database, order, cancellationToken).ConfigureAwait(false);
            if (auditable)
                await AuditAsync(database, copy, order, safety).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            order.Progress.Begin(BackupPhase.Replacing);
            string? aside = null;
            if (safety is null)
                aside = files.Install(database.Path, copy, time.GetUtcNow().UtcDateTime);
            else
                files.ReplaceContent(database.Path, copy);
            Prove(database);
            return (safety, Path.GetFileName(aside));
        }
        catch (Exception fault) when (DiskSpace.IsFull(fault))
        {
            throw new BackupException($"No space left for restoring {database.Name}: it needs about twice the size of the backup beside {Path.GetFileName(database.Path)}. The database is as it was. Free some space, then try again.", fault);
        }
        finally
        {
            DatabaseFiles.Delete(copy);
        }
    }

    /// <returns>null when there is nothing readable to back up: then the old file is kept aside instead.</returns>
    private async Task<BackupManifest?> SafetyAsync(ManagedDatabase database, Order order, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.Path))
            return null;
        try
        {
            var safety = new BackupOrder(DatabaseBackups.BeforeRestore, order.Actor.Name) { Note = order.Reason, Progress = order.Progress };
            return await store.MakeAsync(database, safety, cancellationToken).ConfigureAwait(false);
        }
        catch (BackupDamagedException)
        {
            return null;
        }
    }

    /// <summary>Into the copy, so that the audit row and the restored content become visible together.</summary>
    private async Task AuditAsync(ManagedDatabase database, string copy, Order order, BackupManifest? safety)
    {
        await using var context = database.Context(SqliteConnectionStrings.Create(copy), policy);
        if (context is not TenantContext tenant)
            return;
        AuditWriter.Record(tenant, order.Actor, time.GetUtcNow().UtcDateTime, new AuditChange(AuditActions.Restore, "backups", 0, order.Manifest.File)
        {
            Reason = order.Reason,
            Before = new Dictionary<string, object?> { ["kept_as"] = safety?.File },
            After = new Dictionary<string, object?> { ["backup"] = order.Manifest.File, ["rows"] = order.Manifest.Rows.Values.Sum() },
        });
        await tenant.SaveChangesAsync().ConfigureAwait(false);
    }

    private void Prove(ManagedDatabase database)
    {
        using var live = policy.Open(SqliteConnectionStrings.Writer(database.Path));
        if (Integrity.Check(live, CancellationToken.None) is { IsSound: false } report)
            throw new BackupException($"{Path.GetFileName(database.Path)} was restored, but its check found damage: {report.Damage[0]}. Check the disk, then restore again.");
    }

    internal IReadOnlyList<string> PendingAfter(ManagedDatabase database, BackupManifest manifest)
    {
        using var context = database.Context(SqliteConnectionStrings.Create(database.Path), policy);
        return [.. context.Database.GetMigrations().Where(id => string.CompareOrdinal(id, manifest.SchemaVersion) > 0)];
    }

    private async Task ServeAgainAsync(ManagedDatabase database)
    {
        if (database.Tenant is not { } tenant)
        {
            registry.Forget();
            return;
        }
        tenants.Forget(tenant.Slug);
        if (tenant.State == TenantState.Quarantined)
            await registry.SetStateAsync(Actor.Application, tenant.Slug, TenantState.Active, CancellationToken.None).ConfigureAwait(false);
    }

    private sealed record Order(Actor Actor, BackupManifest Manifest, string? Reason, IProgress<BackupProgress>? Progress);
}
