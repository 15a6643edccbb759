using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Central;
using AdminApp.Data.Schema.Postgres;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>
/// The schema of tenants that live on PostgreSQL: in place, each migration in a transaction of the server's, which takes it back
/// whole when it fails. Backups are the server's own affair there.
/// </summary>
public sealed class PostgresSchema(TenantConnections connections, TenantDatabases databases, SchemaJournal journal, TimeProvider time)
{
    /// <returns>Migration ids, oldest first, with those this application knows.</returns>
    /// <exception cref="TenantUnavailableException">The server cannot be reached.</exception>
    internal async Task<(IReadOnlyList<string> Applied, IReadOnlyList<string> Known)> ReadAsync(TenantInfo tenant, CancellationToken cancellationToken) =>
        await WithAsync(tenant, async context =>
        {
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)];
            IReadOnlyList<string> known = [.. context.Database.GetMigrations()];
            return (applied, known);
        }).ConfigureAwait(false);

    /// <inheritdoc cref="SchemaMigrations.ScriptAsync"/>
    internal static string Script(string from, string? to)
    {
        using var context = new PostgresTenantContext(new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql().Options);
        var known = context.Database.GetMigrations().ToList();
        var (start, end) = (SchemaPlan.Find(known, from), to is null ? known[^1] : SchemaPlan.Find(known, to));
        return start == end ? "" : context.GetService<IMigrator>().GenerateScript(start, end);
    }

    /// <summary>Applies what is pending. The tenant goes on being read; statements that need a table that is changed wait.</summary>
    /// <exception cref="SchemaMigrationException">It failed, or a newer application migrated the database.</exception>
    internal async Task<SchemaChange> UpAsync(Actor actor, TenantInfo tenant, string? target, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var (startedAt, watch) = (time.GetUtcNow().UtcDateTime, Stopwatch.StartNew());
        var (applied, known) = await ReadAsync(tenant, cancellationToken).ConfigureAwait(false);
        var plan = SchemaPlan.Up(tenant.Slug, known, new SchemaVersion(applied, null), target);
        if (plan.Steps.Count > 0)
            await ApplyAsync(actor, tenant, plan, startedAt, watch, cancellationToken).ConfigureAwait(false);
        databases.Forget(tenant.Slug);
        return new SchemaChange(tenant.Slug, "up", plan.From, plan.Target, plan.Steps, false, null, watch.Elapsed.TotalSeconds);
    }

    private async Task ApplyAsync(Actor actor, TenantInfo tenant, SchemaPlan plan, DateTime startedAt, Stopwatch watch, CancellationToken cancellationToken)
    {
        string? error = null;
        try
        {
            await WithAsync(tenant, async context =>
            {
                await context.GetService<IMigrator>().MigrateAsync(plan.Target, cancellationToken).ConfigureAwait(false);
                return plan.Target == context.Database.GetMigrations().Last() ? await AuditAsync(actor, tenant, context, plan, startedAt).ConfigureAwait(false) : 0;
            }).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            error = $"Migrating {tenant.Slug} up to {plan.Target} failed: {fault.Message.TrimEnd('.')}. Migrations that were complete stay applied. Remove the cause and run `schema up --tenant {tenant.Slug}` again.";
            throw new SchemaMigrationException(error, fault);
        }
        finally
        {
            await journal.AddAsync(new SchemaMigrationRun
            {
                Database = tenant.Slug,
                Direction = "up",
                FromMigration = plan.From,
                ToMigration = plan.Target,
                State = error is null ? "completed" : "failed",
                StartedBy = actor.Name,
                StartedAt = startedAt,
                Seconds = watch.Elapsed.TotalSeconds,
                Error = error,
            }).ConfigureAwait(false);
        }
    }

    private static Task<int> AuditAsync(Actor actor, TenantInfo tenant, PostgresTenantContext context, SchemaPlan plan, DateTime startedAt)
    {
        AuditWriter.Record(context, actor, startedAt, new AuditChange(AuditActions.Migrate, "schema", 0, tenant.Slug)
        {
            Before = new Dictionary<string, object?> { ["schema"] = plan.From },
            After = new Dictionary<string, object?> { ["schema"] = plan.Target },
        });
        return context.SaveChangesAsync();
    }

    private async Task<T> WithAsync<T>(TenantInfo tenant, Func<PostgresTenantContext, Task<T>> work)
    {
        using var source = connections.Address(tenant).Open(PostgresTenantDatabase.Patience);
        try
        {
            await using var context = PostgresTenantDatabase.ForSchema(source);
            return await work(context).ConfigureAwait(false);
        }
        catch (Exception fault) when (PostgresFaults.Explain(tenant.Slug, fault) is { } explained)
        {
            throw explained;
        }
    }
}
