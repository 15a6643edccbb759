using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Central;

/// <summary>
/// Creates central.db or brings it to this application's schema. It is migrated at start, unlike tenants: without it nobody can
/// sign in to see that anything is pending.
/// </summary>
public sealed class CentralProvisioning(DatabaseLocations locations, SqlitePolicy policy, SchemaMigrations schema, CentralDatabase central)
{
    /// <returns>Names of the migrations that were applied; empty when there was nothing to do.</returns>
    /// <exception cref="SchemaMigrationException">A newer application migrated it, or the migration failed; it is untouched.</exception>
    public async Task<IReadOnlyList<string>> EnsureAsync(CancellationToken cancellationToken)
    {
        locations.EnsureDirectories();
        Leftovers.Remove(locations);
        var applied = File.Exists(locations.Central())
            ? (await schema.UpAsync(Actor.Application, ManagedDatabase.Central, null, cancellationToken).ConfigureAwait(false)).Steps
            : await CreateAsync(cancellationToken).ConfigureAwait(false);
        await using var context = central.CreateDbContext();
        await PeopleRoles.EnsureAsync(context, cancellationToken).ConfigureAwait(false);
        return applied;
    }

    /// <summary>Complete under another name first: a process killed meanwhile leaves no half-made central.db.</summary>
    private async Task<IReadOnlyList<string>> CreateAsync(CancellationToken cancellationToken)
    {
        var partial = locations.Central() + ".partial";
        DatabaseFiles.Delete(partial);
        IReadOnlyList<string> migrations;
        await using (var context = new CentralContext(new DbContextOptionsBuilder<CentralContext>()
            .UseSqlite(SqliteConnectionStrings.Create(partial))
            .AddInterceptors(new SqlitePolicyInterceptor(policy))
            .Options))
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            migrations = [.. context.Database.GetMigrations()];
        }
        PrivateFiles.Restrict(partial);
        Durable.Rename(partial, locations.Central());
        return migrations;
    }
}
