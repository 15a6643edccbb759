using AdminApp.Data.Access;
using AdminApp.Data.Activations;

namespace AdminApp.Data.Tenants;

/// <summary>Makes a tenant read-only for the seconds of a move, and ends that. Pages and the API say "moving, read-only" meanwhile.</summary>
public sealed class TenantFreeze(TenantRegistry registry, TenantDatabases databases, ActivationRunner batches, ActivationQueue queue)
{
    /// <summary>
    /// Refuses writes from now on and waits for those under way: when it returns, nothing of this application writes to the
    /// tenant. Bulk actions stop behind their chunk and go on after <see cref="UnfreezeAsync"/>. A frozen tenant stays frozen.
    /// </summary>
    /// <param name="actor">Needs <see cref="Permission.ManageTenants"/>.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait; the tenant is active again then.</param>
    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    /// <exception cref="TenantUnavailableException">It is neither active nor frozen.</exception>
    public Task FreezeAsync(Actor actor, string slug, CancellationToken cancellationToken) => FreezeAsync(actor, slug, null, cancellationToken);

    /// <param name="actor">Needs <see cref="Permission.ManageTenants"/>.</param>
    /// <param name="slug">The tenant.</param>
    /// <param name="move">Which kind of move freezes it, so that its recovery releases it and nobody else's freeze; null for a person.</param>
    /// <param name="cancellationToken">Ends the wait; the tenant is active again then.</param>
    /// <inheritdoc cref="FreezeAsync(Actor, string, CancellationToken)"/>
    internal async Task FreezeAsync(Actor actor, string slug, string? move, CancellationToken cancellationToken)
    {
        await ChangeAsync(actor, slug, TenantState.Frozen, move, cancellationToken).ConfigureAwait(false);
        try
        {
            await databases.DrainedAsync(slug, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await UnfreezeAsync(actor, slug, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Allows writes again; bulk actions that were stopped go on. An active tenant stays active.</summary>
    /// <inheritdoc cref="FreezeAsync(Actor, string, CancellationToken)"/>
    public async Task UnfreezeAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        await ChangeAsync(actor, slug, TenantState.Active, null, cancellationToken).ConfigureAwait(false);
        foreach (var batch in await batches.UnfinishedAsync(slug, cancellationToken).ConfigureAwait(false))
            queue.Enqueue(slug, batch);
    }

    private async Task ChangeAsync(Actor actor, string slug, TenantState state, string? move, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManageTenants);
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        if (tenant.State is not (TenantState.Active or TenantState.Frozen))
            throw new TenantUnavailableException(slug, $"is {tenant.State.ToString().ToLowerInvariant()}: only an active tenant can be frozen, and only a frozen one released.");
        if (tenant.State != state || (move is not null && tenant.FrozenFor != move))
            await registry.SetStateAsync(actor, slug, state, move, cancellationToken).ConfigureAwait(false);
    }
}
