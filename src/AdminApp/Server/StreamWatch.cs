using System.Collections.Concurrent;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>How a stream stood at one moment.</summary>
public sealed record StreamSample(DateTimeOffset At, double RowsPerSecond, long? LagBytes, double? LagSeconds);

/// <summary>Looks at every stream once a second and keeps the last minutes, whether a page is open or not: all pages share one look.</summary>
internal sealed partial class StreamWatch(TenantStreams streams, TenantRegistry registry, TimeProvider time, ILogger<StreamWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Rounds between two looks at streams that do not run: their source is asked each time.</summary>
    private const int RestingRounds = 15;

    /// <summary>Five minutes.</summary>
    private const int Kept = 300;

    private readonly ConcurrentDictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>Raised on another thread, about once a second while a stream runs.</summary>
    public event Action? Changed;

    /// <summary>The last look; null when the tenant has no stream.</summary>
    public StreamState? State(string slug) => seen.GetValueOrDefault(slug)?.State;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StreamSample> Samples(string slug) => seen.GetValueOrDefault(slug)?.Samples ?? [];

    /// <summary>Looks at one now: after it was started, stopped or dropped, or when a page opens.</summary>
    public async Task<StreamState?> LookAsync(string slug, CancellationToken cancellationToken)
    {
        StreamState? state;
        try
        {
            state = await streams.StateAsync(slug, cancellationToken);
        }
        catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException && State(slug) is { } last)
        {
            state = last with { Phase = StreamPhase.Faulted, Fault = fault.Message };
        }
        if (state is null)
            seen.TryRemove(slug, out _);
        else
            seen[slug] = new Seen(state, state.IsActive ? Longer(slug, state) : Samples(slug));
        return state;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                await LookAsync(round % RestingRounds == 0, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                RoundFailed(log, fault);
            }
        }
    }

    private async Task LookAsync(bool all, CancellationToken cancellationToken)
    {
        var looked = false;
        foreach (var tenant in await registry.ListAsync(cancellationToken))
        {
            if (tenant.Provider != TenantProvider.PostgreSql && State(tenant.Slug) is null || !all && State(tenant.Slug) is not { IsActive: true })
                continue;
            try
            {
                await LookAsync(tenant.Slug, cancellationToken);
                looked = true;
            }
            catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException or UnknownTenantException)
            {
                // Its page says so when it is opened; the next round tries again.
            }
        }
        if (looked)
            Changed?.Invoke();
    }

    private IReadOnlyList<StreamSample> Longer(string slug, StreamState state)
    {
        var (before, now) = (Samples(slug), time.GetUtcNow());
        return before.Count > 0 && now - before[^1].At < Pace / 2
            ? before
            : [.. before.Skip(Math.Max(0, before.Count - Kept + 1)), new StreamSample(now, state.RowsPerSecond, state.LagBytes, state.LagSeconds)];
    }

    [LoggerMessage(LogLevel.Error, "A look at the streams failed; the next one tries again")]
    private static partial void RoundFailed(ILogger logger, Exception fault);

    private sealed record Seen(StreamState State, IReadOnlyList<StreamSample> Samples);
}
