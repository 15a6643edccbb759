using AdminApp.Data.Access;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>Shows and changes the schema of the databases. A database is named "central" or by its tenant's slug.</summary>
public sealed class SchemaMigrations(
    ManagedDatabases databases, SchemaStatusReader reader, SchemaChanger changer, PostgresSchema postgres, SqlitePolicy policy)
{
    /// <summary>The status of every database, central first; a broken one is told of, never thrown.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    public async Task<IReadOnlyList<SchemaStatus>> StatusAsync(Actor actor, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        var result = new List<SchemaStatus>();
        foreach (var database in await databases.ListAsync(cancellationToken).ConfigureAwait(false))
            result.Add(await reader.ReadAsync(database, cancellationToken).ConfigureAwait(false));
        return result;
    }

    /// <inheritdoc cref="StatusAsync(Actor, CancellationToken)"/>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<SchemaStatus> StatusAsync(Actor actor, string database, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        return await reader.ReadAsync(await databases.FindAsync(database, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Applies what is pending, after a safety backup, on a copy that is checked and then swapped in; clears an abandoned lock.
    /// Writers wait meanwhile and are told "busy" after their wait. On PostgreSQL it is done in place, see <see cref="PostgresSchema"/>.
    /// Long: run it off a request's or a page's thread.
    /// </summary>
    /// <param name="actor">Needs <see cref="Permission.Migrate"/>.</param>
    /// <param name="database">"central" or a tenant's slug.</param>
    /// <param name="target">Last migration to apply, by id or name; null for all.</param>
    /// <exception cref="SchemaMigrationException">Refused or failed; the live file is untouched and the journal has the reason.</exception>
    /// <exception cref="DatabaseBusyException">Another change is running.</exception>
    public async Task<SchemaChange> UpAsync(Actor actor, string database, string? target, CancellationToken cancellationToken) =>
        await databases.FindAsync(database, cancellationToken).ConfigureAwait(false) is { IsFile: false, Tenant: { } tenant }
            ? await postgres.UpAsync(actor, tenant, target, cancellationToken).ConfigureAwait(false)
            : await changer.ChangeAsync(actor, database, "up", (known, version) => SchemaPlan.Up(database, known, version, target), cancellationToken).ConfigureAwait(false);

    /// <summary>Reverts migrations newer than the target, in the same way. What their tables and columns held is gone but for the backup.</summary>
    /// <param name="target">Last migration to keep, by id or name; 0 for none (not for the central database).</param>
    /// <inheritdoc cref="UpAsync"/>
    public Task<SchemaChange> DownAsync(Actor actor, string database, string target, CancellationToken cancellationToken)
    {
        if (database == ManagedDatabase.Central && target == SchemaPlan.Empty)
            throw new ArgumentException("The central database cannot go down to 0: people, tenants and this very journal are in it. Name a migration.");
        return changer.ChangeAsync(actor, database, "down", (known, version) => SchemaPlan.Down(database, known, version, target), cancellationToken);
    }

    /// <summary>The SQL of a range of migrations, without running any.</summary>
    /// <param name="actor">Needs <see cref="Permission.Read"/>.</param>
    /// <param name="from">Where it starts, exclusive; null for what the database has.</param>
    /// <param name="to">Where it ends; null for the newest. Older than <paramref name="from"/> gives the way down.</param>
    /// <returns>Empty when there is nothing between the two.</returns>
    public async Task<string> ScriptAsync(Actor actor, string database, string? from, string? to, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Read);
        var found = await databases.FindAsync(database, cancellationToken).ConfigureAwait(false);
        if (found is { IsFile: false, Tenant: { } tenant })
            return PostgresSchema.Script(from ?? (await postgres.ReadAsync(tenant, cancellationToken).ConfigureAwait(false)).Applied.LastOrDefault() ?? SchemaPlan.Empty, to);
        await using var context = found.Context(SqliteConnectionStrings.Create(found.Path), policy);
        var known = context.Database.GetMigrations().ToList();
        var start = from is null ? SchemaStatusReader.VersionOf(found, policy).Current ?? SchemaPlan.Empty : SchemaPlan.Find(known, from);
        var end = to is null ? known[^1] : SchemaPlan.Find(known, to);
        return start == end ? "" : context.GetService<IMigrator>().GenerateScript(start, end);
    }
}
