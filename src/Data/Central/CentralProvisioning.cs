using AdminApp.Data.People;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Central;

/// <summary>
/// Creates central.db or brings it to this application's schema. It is migrated at start, unlike tenants: without it nobody can
/// sign in to see that anything is pending.
/// </summary>
public sealed class CentralProvisioning(DatabaseLocations locations, SqlitePolicy policy)
{
    /// <returns>Names of the migrations that were applied; empty when there was nothing to do.</returns>
    public async Task<IReadOnlyList<string>> EnsureAsync(CancellationToken cancellationToken)
    {
        locations.EnsureDirectories();
        var path = locations.Central();
        await using var context = new CentralContext(new DbContextOptionsBuilder<CentralContext>()
            .UseSqlite(SqliteConnectionStrings.Create(path))
            .AddInterceptors(new SqlitePolicyInterceptor(policy))
            .Options);
        var pending = File.Exists(path)
            ? (await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList()
            : context.Database.GetMigrations().ToList();
        if (pending.Count > 0)
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            PrivateFiles.Restrict(path);
        }
        await PeopleRoles.EnsureAsync(context, cancellationToken).ConfigureAwait(false);
        return pending;
    }
}
