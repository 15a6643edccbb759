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
    SqlitePolicy policy, WriteGates gates, TenantDatabases tenants, TenantRegistry registry, TimeProvider time)
{
    internal const string Suffix = ".restoring";

    /// <summary>Restores the database the backup was made of. Long: run it off a request's or a page's thread.</summary>
    /// <param name="actor">Needs <see cref="Permission.ManageBackups"/>.</param>
    /// <param name="file">Name of the backup file.</param>
    /// <exception cref="BackupException">The backup is missing, damaged or not of this application's making; the live file is untouched.</exception>
    /// <exception cref="DatabaseBusyException">Another change is running; the live file is untouched.</exception>
    public async Task<RestoreResult> RestoreAsync(Actor actor, string file, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageBackups);
        var watch = Stopwatch.StartNew();
        var manifest = await store.ManifestAsync(file, cancellationToken).ConfigureAwait(false);
        var database = (await databases.FindAsync(manifest.Database, cancellationToken).ConfigureAwait(false)).RequireFile();
        var problems = await checks.ProblemsAsync(database, manifest, cancellationToken).ConfigureAwait(false);
        if (problems.Count > 0)
            throw new BackupException($"The backup {file} is refused: {string.Join("; ", problems)}. Nothing was changed. Choose another backup; `backup verify` checks one without restoring it.");

        var pending = PendingAfter(database, manifest);
        var (safety, aside) = await ReplaceAsync(actor, database, manifest, pending.Count == 0, cancellationToken).ConfigureAwait(false);
        if (safety is not null)
            await catalogue.AddAsync(safety, CancellationToken.None).ConfigureAwait(false);
        await ServeAgainAsync(database).ConfigureAwait(false);
        return new RestoreResult(database.Name, file, safety?.File, aside, pending, manifest.Rows.Values.Sum(), watch.Elapsed.TotalSeconds);
    }

    private async Task<(BackupManifest? Safety, string? Aside)> ReplaceAsync(
        Actor actor, ManagedDatabase database, BackupManifest manifest, bool auditable, CancellationToken cancellationToken)
    {
        var copy = database.Path + Suffix;
        using var pass = await gates.For(database.Path).EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var safety = await SafetyAsync(database, actor, cancellationToken).ConfigureAwait(false);
            files.Copy(store.PathOf(manifest.File), copy, cancellationToken);
            if (auditable)
                await AuditAsync(database, copy, actor, manifest, safety).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            string? aside = null;
            if (safety is null)
                aside = files.Install(database.Path, copy, time.GetUtcNow().UtcDateTime);
            else
                files.ReplaceContent(database.Path, copy);
            Prove(database);
            return (safety, Path.GetFileName(aside));
        }
        finally
        {
            DatabaseFiles.Delete(copy);
        }
    }

    /// <returns>null when there is nothing readable to back up: then the old file is kept aside instead.</returns>
    private async Task<BackupManifest?> SafetyAsync(ManagedDatabase database, Actor actor, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.Path))
            return null;
        try
        {
            return await store.MakeAsync(database, DatabaseBackups.BeforeRestore, actor.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (BackupDamagedException)
        {
            return null;
        }
    }

    /// <summary>Into the copy, so that the audit row and the restored content become visible together.</summary>
    private async Task AuditAsync(ManagedDatabase database, string copy, Actor actor, BackupManifest manifest, BackupManifest? safety)
    {
        await using var context = database.Context(SqliteConnectionStrings.Create(copy), policy);
        if (context is not TenantContext tenant)
            return;
        AuditWriter.Record(tenant, actor, time.GetUtcNow().UtcDateTime, new AuditChange(AuditActions.Restore, "backups", 0, manifest.File)
        {
            Before = new Dictionary<string, object?> { ["kept_as"] = safety?.File },
            After = new Dictionary<string, object?> { ["backup"] = manifest.File, ["rows"] = manifest.Rows.Values.Sum() },
        });
        await tenant.SaveChangesAsync().ConfigureAwait(false);
    }

    private void Prove(ManagedDatabase database)
    {
        using var live = policy.Open(SqliteConnectionStrings.Writer(database.Path));
        if (Integrity.Check(live, CancellationToken.None) is { IsSound: false } report)
            throw new BackupException($"{Path.GetFileName(database.Path)} was restored, but its check found damage: {report.Damage[0]}. Check the disk, then restore again.");
    }

    private IReadOnlyList<string> PendingAfter(ManagedDatabase database, BackupManifest manifest)
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
}
