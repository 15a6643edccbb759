using System.Collections.Concurrent;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tenants;

/// <summary>
/// Opens tenants' databases: one context per operation, readers that cannot write, writers inside one gated transaction. The
/// only way to a tenant's data, so the tenant's state and schema are checked here and nowhere else.
/// </summary>
public sealed class TenantDatabases(DatabaseLocations locations, TenantRegistry registry, SqlitePolicy policy, WriteGates gates, DamageReports damage)
{
    private readonly ConcurrentDictionary<string, Opened> opened = new(StringComparer.Ordinal);

    /// <summary>A context that cannot write and tracks nothing. Dispose it at the end of the operation.</summary>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    /// <exception cref="TenantUnavailableException">Inactive, quarantined or being migrated.</exception>
    /// <exception cref="SchemaMigrationPendingException">Its schema is not the one this application was built with.</exception>
    public async Task<TenantContext> ReadAsync(string slug, CancellationToken cancellationToken)
    {
        var database = await OpenAsync(slug, forWriting: false, cancellationToken).ConfigureAwait(false);
        return new SqliteTenantContext(database.Reader);
    }

    /// <summary>Runs the work in one gated IMMEDIATE transaction and commits it. Keep it short: no network, no waiting for people.</summary>
    /// <returns>What the work returned, after the commit.</returns>
    /// <exception cref="DatabaseBusyException">Another writer kept the gate for the whole wait; nothing was changed.</exception>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<T> WriteAsync<T>(string slug, Func<TenantContext, Task<T>> work, CancellationToken cancellationToken)
    {
        var database = await OpenAsync(slug, forWriting: true, cancellationToken).ConfigureAwait(false);
        await using var context = new SqliteTenantContext(database.Writer);
        await using var transaction = await GatedTransaction.BeginAsync(context, database.Gate, cancellationToken).ConfigureAwait(false);
        var result = await work(context).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string slug, Func<TenantContext, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(slug, async context =>
        {
            await work(context).ConfigureAwait(false);
            return 0;
        }, cancellationToken);

    /// <summary>Forgets what is known of a tenant's file: after its schema changed, or it was restored or replaced.</summary>
    public void Forget(string slug) => opened.TryRemove(slug, out _);

    private async Task<Opened> OpenAsync(string slug, bool forWriting, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        RefuseUnavailable(tenant, forWriting);
        if (opened.TryGetValue(slug, out var known))
            return known;
        var database = Describe(slug);
        await RefusePendingAsync(slug, database, cancellationToken).ConfigureAwait(false);
        return opened[slug] = database;
    }

    private static void RefuseUnavailable(TenantInfo tenant, bool forWriting)
    {
        var why = tenant.State switch
        {
            TenantState.Active => null,
            TenantState.Frozen => forWriting ? "is being moved and can only be read for the moment. Try again shortly." : null,
            TenantState.Migrating => "is being filled by a data migration. Try again when it has finished.",
            TenantState.Quarantined => "is quarantined: its database is damaged. An administrator restores a backup on the Backups page.",
            _ => "is not active. An administrator can activate it on the Tenants page.",
        };
        if (why is null && tenant.Provider != TenantProvider.Sqlite)
            why = "still lives on PostgreSQL. Copy it with `data copy` first.";
        if (why is not null)
            throw new TenantUnavailableException(tenant.Slug, why);
    }

    private Opened Describe(string slug)
    {
        var path = locations.Tenant(slug);
        if (!File.Exists(path))
            throw new TenantUnavailableException(slug, $"has no database file ({Path.GetFileName(path)} is missing). An administrator restores a backup on the Backups page.");
        var gate = gates.For(path);
        var interceptor = new SqlitePolicyInterceptor(policy);
        var watch = new DamageInterceptor(slug, damage);
        return new Opened(
            new DbContextOptionsBuilder<SqliteTenantContext>()
                .UseSqlite(SqliteConnectionStrings.Reader(path))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .AddInterceptors(interceptor, watch)
                .Options,
            new DbContextOptionsBuilder<SqliteTenantContext>()
                .UseSqlite(SqliteConnectionStrings.Writer(path))
                .AddInterceptors(interceptor, new WriteGateInterceptor(gate), watch)
                .Options,
            gate);
    }

    private static async Task RefusePendingAsync(string slug, Opened database, CancellationToken cancellationToken)
    {
        await using var context = new SqliteTenantContext(database.Reader);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
        if (pending.Count > 0)
            throw new SchemaMigrationPendingException(slug, string.Join(", ", pending));
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw new TenantUnavailableException(slug, $"was migrated by a newer AdminApp ({unknown} is unknown here). Install that version again, or restore an older backup.");
    }

    private sealed record Opened(DbContextOptions<SqliteTenantContext> Reader, DbContextOptions<SqliteTenantContext> Writer, WriteGate Gate);
}
