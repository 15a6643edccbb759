using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Ends what killed fallbacks left half way, at the start of whoever owns the data directory: the source alone knows whether it took everything.</summary>
public sealed partial class FallbackRecovery(TenantRegistry registry, TenantConnections connections, TenantFallback fallback, TenantFreeze freeze, DataMigrationJournal journal, ILogger<FallbackRecovery> log)
{
    private const string Finished = "The process ended when the source had everything; the tenant was switched to it at the next start.";
    private const string Nothing = "The process ended before the source had everything; nothing was changed, and the tenant is served here.";

    /// <summary>Where the source does not answer its tenant stays read-only, and the run open for another time.</summary>
    /// <returns>Whether everything is decided.</returns>
    public async Task<bool> RecoverAsync(CancellationToken cancellationToken)
    {
        var right = true;
        foreach (var tenant in await registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await fallback.AsideAsync(tenant.Slug, () => RecoverAsync(tenant.Slug, cancellationToken)).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException)
            {
                right = false;
                LogUndecided(log, tenant.Slug, fault.Message);
            }
        }
        return right;
    }

    /// <summary>The same for one tenant.</summary>
    /// <exception cref="DataMigrationException">The source does not answer, so that nothing was decided.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task RecoverAsync(string slug, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        var open = (await journal.OpenAsync(slug, cancellationToken).ConfigureAwait(false)).Where(run => run.Kind == DataMigrationJournal.Fallback).ToArray();
        var newest = (await journal.ListAsync(slug, 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        // Frozen for a fallback that nobody saw end, or whose end nobody learnt. What a person froze is left to that person.
        var halfWay = tenant is { Provider: TenantProvider.Sqlite, State: TenantState.Frozen, FrozenFor: DataMigrationJournal.Fallback } && newest is { Kind: DataMigrationJournal.Fallback, State: DataMigrationJournal.Running or DataMigrationJournal.Failed };
        if (open.Length == 0 && !halfWay)
            return;
        var how = tenant.Provider == TenantProvider.PostgreSql ? Finished
            : !halfWay ? Nothing
            : newest!.Source == DataCopy.DescribeSource(connections.Read(tenant)) ? await DecideAsync(slug, cancellationToken).ConfigureAwait(false)
            // Into a database that nobody knows yet: only the registry could have made it the tenant's.
            : await StayAsync(slug, cancellationToken).ConfigureAwait(false);
        foreach (var run in open)
            await journal.EndAsync(run.Id, how == Finished ? DataMigrationJournal.Completed : DataMigrationJournal.Failed, how, null).ConfigureAwait(false);
    }

    private async Task<string> DecideAsync(string slug, CancellationToken cancellationToken)
    {
        var subject = await fallback.OpenAsync(slug, cancellationToken).ConfigureAwait(false);
        if (await FallbackMarker.OutcomeAsync(subject.Source, subject.Mark, subject.LastChange, cancellationToken).ConfigureAwait(false) == FallbackOutcome.Committed)
        {
            await fallback.SwitchAsync(Actor.Application, subject).ConfigureAwait(false);
            return Finished;
        }
        return await StayAsync(slug, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> StayAsync(string slug, CancellationToken cancellationToken)
    {
        await freeze.UnfreezeAsync(Actor.Application, slug, cancellationToken).ConfigureAwait(false);
        return Nothing;
    }

    [LoggerMessage(LogLevel.Error, "Tenant {Tenant} stays read-only: whether its fallback was carried out could not be learnt. {Reason}")]
    private static partial void LogUndecided(ILogger logger, string tenant, string reason);
}
