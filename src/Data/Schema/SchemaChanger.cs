using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Schema;

/// <summary>Carries out one schema change: gate, plan, safety backup, copy, checks, swap, journal.</summary>
public sealed class SchemaChanger(
    ManagedDatabases databases, MigrationOnCopy onCopy, BackupStore backups, BackupCatalogue catalogue, SchemaJournal journal,
    WriteGates gates, SqlitePolicy policy, TenantDatabases tenants, TimeProvider time)
{
    internal async Task<SchemaChange> ChangeAsync(
        Actor actor, string database, string direction, Func<IReadOnlyList<string>, SchemaVersion, SchemaPlan> plan, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var found = (await databases.FindAsync(database, cancellationToken).ConfigureAwait(false)).RequireFile();
        var run = new Run(found, direction, actor, time.GetUtcNow().UtcDateTime, Stopwatch.StartNew());
        try
        {
            using (await gates.For(found.Path).EnterAsync(cancellationToken).ConfigureAwait(false))
                await ChangeGatedAsync(run, plan, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (run.Plan is not null)
        {
            var told = Explain(run, fault);
            await RecordAsync(run, told.Message).ConfigureAwait(false);
            if (told == fault)
                throw;
            throw told;
        }
        tenants.Forget(found.Name);
        if (run.Plan is { Steps.Count: > 0 })
            await RecordAsync(run, null).ConfigureAwait(false);
        return new SchemaChange(database, direction, run.Plan!.From, run.Plan.Target, run.Plan.Steps, run.LockCleared, run.Backup?.File, run.Watch.Elapsed.TotalSeconds);
    }

    private async Task ChangeGatedAsync(Run run, Func<IReadOnlyList<string>, SchemaVersion, SchemaPlan> plan, CancellationToken cancellationToken)
    {
        // Read behind the gate: what somebody else applied a moment ago is not applied twice.
        var version = SchemaStatusReader.VersionOf(run.Database, policy);
        var known = KnownTo(run.Database);
        run.Plan = plan(known, version);
        if (run.Plan.Steps.Count > 0)
        {
            run.Backup = await backups.MakeAsync(run.Database, new BackupOrder(DatabaseBackups.BeforeMigration, run.Actor.Name), cancellationToken).ConfigureAwait(false);
            await onCopy.RunAsync(run.Database, run.Plan, context => AuditAsync(run, context, known[^1]), cancellationToken).ConfigureAwait(false);
        }
        else if (version.Lock is not null)
        {
            using var live = policy.Open(SqliteConnectionStrings.Writer(run.Database.Path));
            SchemaVersion.ClearLock(live);
        }
        run.LockCleared = version.Lock is not null;
    }

    private List<string> KnownTo(ManagedDatabase database)
    {
        using var context = database.Context(SqliteConnectionStrings.Create(database.Path), policy);
        return [.. context.Database.GetMigrations()];
    }

    /// <summary>In the tenant's own audit, when its schema is the one the application knows how to write.</summary>
    private async Task AuditAsync(Run run, DbContext context, string newest)
    {
        if (context is not TenantContext tenant || run.Plan!.Target != newest)
            return;
        AuditWriter.Record(tenant, run.Actor, run.StartedAt, new AuditChange(AuditActions.Migrate, "schema", 0, run.Database.Name)
        {
            Before = new Dictionary<string, object?> { ["schema"] = run.Plan.From },
            After = new Dictionary<string, object?> { ["schema"] = run.Plan.Target, ["backup"] = run.Backup?.File },
        });
        await tenant.SaveChangesAsync().ConfigureAwait(false);
    }

    private async Task RecordAsync(Run run, string? error)
    {
        if (run.Backup is not null)
            await journal.TryAsync(() => catalogue.AddAsync(run.Backup, CancellationToken.None), $"the backup {run.Backup.File}").ConfigureAwait(false);
        await journal.AddAsync(new SchemaMigrationRun
        {
            Database = run.Database.Name,
            Direction = run.Direction,
            FromMigration = run.Plan!.From,
            ToMigration = run.Plan.Target,
            State = error is null ? "completed" : "failed",
            StartedBy = run.Actor.Name,
            StartedAt = run.StartedAt,
            Seconds = run.Watch.Elapsed.TotalSeconds,
            Backup = run.Backup?.File,
            Error = error,
        }).ConfigureAwait(false);
    }

    private static Exception Explain(Run run, Exception fault) => fault switch
    {
        OperationCanceledException or DatabaseBusyException or BackupException => fault,
        _ => new SchemaMigrationException(
            $"Migrating {run.Database.Name} {run.Direction} to {run.Plan!.Target} failed: {fault.Message.TrimEnd('.')}. The live database is as it was."
            + (run.Backup is null ? "" : $" The backup {run.Backup.File} was made before.")
            + $" Remove the cause and run `schema {run.Direction} --tenant {run.Database.Name}` again.", fault),
    };

    private sealed class Run(ManagedDatabase database, string direction, Actor actor, DateTime startedAt, Stopwatch watch)
    {
        public ManagedDatabase Database => database;
        public string Direction => direction;
        public Actor Actor => actor;
        public DateTime StartedAt => startedAt;
        public Stopwatch Watch => watch;
        public SchemaPlan? Plan { get; set; }
        public BackupManifest? Backup { get; set; }
        public bool LockCleared { get; set; }
    }
}
