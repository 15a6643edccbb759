using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Ends what killed fallbacks left half way, at the start of whoever owns the data directory: the source alone knows whether it took everything.</summary>
public sealed partial class FallbackRecovery(TenantRegistry registry, TenantFallback fallback, TenantFreeze freeze, DataMigrationJournal journal, ILogger<FallbackRecovery> log)
{
    private const string Finished = "The process ended when the source had everything; the tenant was switched to it at the next start.";
    private const string Nothing = "The process ended before the source had everything; nothing was changed, and the tenant is served here.";

    /// <summary>Where the source does not answer its tenant stays read-only, and the run open for the next start.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var open = (await journal.OpenAsync(null, cancellationToken).ConfigureAwait(false)).Where(run => run.Kind == DataMigrationJournal.Fallback).ToArray();
        foreach (var tenant in await registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var runs = open.Where(run => run.TenantSlug == tenant.Slug).ToArray();
            var newest = (await journal.ListAsync(tenant.Slug, 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
            // Frozen for a fallback whose end nobody learnt, or that nobody saw end.
            var halfWay = tenant is { Provider: TenantProvider.Sqlite, State: TenantState.Frozen } && newest?.Kind == DataMigrationJournal.Fallback;
            if (runs.Length == 0 && !halfWay)
                continue;
            try
            {
                var how = halfWay ? await DecideAsync(tenant.Slug, cancellationToken).ConfigureAwait(false) : tenant.Provider == TenantProvider.PostgreSql ? Finished : Nothing;
                foreach (var run in runs)
                    await journal.AbandonAsync(run.Id, how, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException)
            {
                LogUndecided(log, tenant.Slug, fault.Message);
            }
        }
    }

    private async Task<string> DecideAsync(string slug, CancellationToken cancellationToken)
    {
        var subject = await fallback.OpenAsync(slug, cancellationToken).ConfigureAwait(false);
        if (await FallbackMarker.OutcomeAsync(subject.Source, subject.Mark, subject.LastChange, cancellationToken).ConfigureAwait(false) == FallbackOutcome.Committed)
        {
            await fallback.SwitchAsync(Actor.Application, subject).ConfigureAwait(false);
            return Finished;
        }
        await freeze.UnfreezeAsync(Actor.Application, slug, cancellationToken).ConfigureAwait(false);
        return Nothing;
    }

    [LoggerMessage(LogLevel.Error, "Tenant {Tenant} stays read-only: whether its fallback was carried out could not be learnt. {Reason}")]
    private static partial void LogUndecided(ILogger logger, string tenant, string reason);
}
