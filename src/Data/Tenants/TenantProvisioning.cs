using AdminApp.Data.Access;
using AdminApp.Data.Schema.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tenants;

/// <summary>Creates tenants: the file first, complete, then the registry row that makes it visible.</summary>
public sealed class TenantProvisioning(DatabaseLocations locations, TenantRegistry registry, SqlitePolicy policy)
{
    /// <summary>Creates an empty tenant.</summary>
    /// <exception cref="ArgumentException">The slug or name is not valid, or the slug is taken.</exception>
    public Task<TenantInfo> CreateAsync(Actor actor, string slug, string name, CancellationToken cancellationToken) =>
        CreateAsync(actor, slug, name, fill: null, cancellationToken);

    /// <summary>Creates a tenant with rows in it; it becomes visible when it is complete.</summary>
    /// <param name="actor">Who creates it.</param>
    /// <param name="slug">Its slug.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="fill">Writes rows into the file at the given path, which nobody else knows yet, and closes it again.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="ArgumentException">The slug or name is not valid, or the slug is taken.</exception>
    public async Task<TenantInfo> CreateAsync(Actor actor, string slug, string name, Action<string>? fill, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        var path = locations.Tenant(slug);
        if (File.Exists(path))
            throw new ArgumentException($"There is already a database file for \"{slug}\". Choose another slug.");
        var partial = path + ".partial";
        DeleteFile(partial);
        try
        {
            await CreateSchemaAsync(partial, cancellationToken).ConfigureAwait(false);
            fill?.Invoke(partial);
            File.Move(partial, path);
        }
        catch
        {
            DeleteFile(partial);
            throw;
        }
        try
        {
            return await registry.AddAsync(actor, slug, name, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The file made a moment ago and never registered belongs to nobody.
            DeleteFile(path);
            throw;
        }
    }

    /// <summary>Creates a tenant database file with the newest schema at a path that does not exist, in WAL mode, closed again.</summary>
    public async Task CreateSchemaAsync(string path, CancellationToken cancellationToken)
    {
        var options = new DbContextOptionsBuilder<SqliteTenantContext>()
            .UseSqlite(SqliteConnectionStrings.Create(path))
            .AddInterceptors(new SqlitePolicyInterceptor(policy))
            .Options;
        await using var context = new SqliteTenantContext(options);
        await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        PrivateFiles.Restrict(path);
    }

    internal static void DeleteFile(string path)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(path + suffix);
    }
}
