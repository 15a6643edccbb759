using AdminApp.Data.Backups;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a cutover works with.</summary>
internal sealed record CutoverServices(
    DatabaseLocations Locations, TenantRegistry Registry, TenantDatabases Databases, TenantConnections Connections, TenantFreeze Freeze,
    DatabaseBackups Backups, DataMigrationJournal Journal, TimeProvider Time)
{
    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>A session at the tenant's source, of its own.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connections.Read(tenant)) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets everybody write at the source again.</summary>
    public async Task LiftFenceAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(tenant, cancellationToken).ConfigureAwait(false);
        await SourceFence.LiftAsync(connection, cancellationToken).ConfigureAwait(false);
        await SourceFence.ClearAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets go of whatever this process holds of the tenant's file, which nobody serves.</summary>
    public void CloseTarget(string slug) => DatabaseFiles.ClosePools(Locations.Tenant(slug));
}
