using System.Collections.Concurrent;
using AdminApp.Data.Access;
using AdminApp.Data.Tenants;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// Streams of tenants that live on PostgreSQL into the file they are to move to. One for each tenant; it runs in this process
/// until it is stopped, dropped, or meets a fault.
/// </summary>
public sealed class TenantStreams(
    DatabaseLocations locations, TenantRegistry registry, TenantConnections connections, DataMigrationJournal journal, StreamSettings settings, ILogger<TenantStreams> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, DataStream> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _journals = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <inheritdoc cref="StartAsync(Actor, string, StreamStart, CancellationToken)"/>
    public Task<StreamState> StartAsync(Actor actor, string slug, CancellationToken cancellationToken) => StartAsync(actor, slug, new StreamStart(), cancellationToken);

    /// <summary>Begins, or goes on where it stopped. Returns when the slot is there; the copy and what follows go on by themselves.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="slug">The tenant; its registered connection is the source.</param>
    /// <param name="how">What a new stream may do.</param>
    /// <param name="cancellationToken">Ends the beginning, not the stream.</param>
    /// <exception cref="DataMigrationException">The source cannot be streamed, or the tenant does not live there.</exception>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<StreamState> StartAsync(Actor actor, string slug, StreamStart how, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        var target = await TargetAsync(slug, cancellationToken).ConfigureAwait(false);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_streams.TryGetValue(slug, out var running) && !running.Completion.IsCompleted)
                return running.State;
            var stream = await DataStream.StartAsync(target with { AllowUnmapped = how.AllowUnmapped }, settings, actor.Name, how.Anew, copying => _journals[slug] = JournalAsync(actor, slug, target, copying), cancellationToken).ConfigureAwait(false);
            _streams[slug] = stream;
            _ = LogEndAsync(slug, stream);
            log.LogInformation("{Actor} started the stream into tenant {Tenant}", actor.Name, slug);
            return stream.State;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops applying; the slot stays, and <see cref="StartAsync(Actor, string, CancellationToken)"/> goes on. Nothing happens when it does not run.</summary>
    public async Task<StreamState?> StopAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.Migrate);
        await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        if (_streams.TryGetValue(slug, out var stream) && !stream.Completion.IsCompleted)
        {
            await stream.StopAsync(forGood: true).ConfigureAwait(false);
            log.LogInformation("{Actor} stopped the stream into tenant {Tenant}", actor.Name, slug);
        }
        return await StateAsync(slug, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it for good: slot and publication are gone from the source. The target's file stays as it is. Done again, nothing happens.</summary>
    /// <exception cref="DataMigrationException">The source could not be asked; the slot may still be there.</exception>
    public async Task DropAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        await StopAsync(actor, slug, cancellationToken).ConfigureAwait(false);
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        if (StreamIntent.Read(locations.Tenant(slug)) is null)
            return;
        await DataStream.DropAsync(new StreamTarget(connections.Read(tenant), locations.Tenant(slug)), cancellationToken).ConfigureAwait(false);
        _streams.TryRemove(slug, out _);
        log.LogInformation("{Actor} dropped the stream into tenant {Tenant}", actor.Name, slug);
    }

    /// <summary>How it stands; null when the tenant has no stream.</summary>
    /// <exception cref="UnknownTenantException">Not registered.</exception>
    public async Task<StreamState?> StateAsync(string slug, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        if (_streams.TryGetValue(slug, out var stream) && (!stream.Completion.IsCompleted || stream.State.Phase == StreamPhase.Faulted))
            return stream.State;
        if (StreamIntent.Read(locations.Tenant(slug)) is null)
            return null;
        return await DataStream.LookAsync(new StreamTarget(connections.Read(tenant), locations.Tenant(slug)), settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends when the stream that runs does, see <see cref="DataStream.Completion"/>; ended when there is none.</summary>
    public Task CompletionOf(string slug) => _streams.TryGetValue(slug, out var stream) ? stream.Completion : Task.CompletedTask;

    /// <summary>Returns when the copy is done and changes are being applied.</summary>
    /// <exception cref="DataMigrationException">It stopped, or there is none.</exception>
    public Task WaitUntilStreamingAsync(string slug, CancellationToken cancellationToken) => Running(slug).WaitUntilStreamingAsync(cancellationToken);

    /// <summary>
    /// Returns when everything the source had committed at the time of the call is applied and durable, and the sequences
    /// stand where the source's do. The caller has seen to it that nobody writes there any more; otherwise it is a moment like any other.
    /// </summary>
    /// <exception cref="DataMigrationException">The stream does not run, or stops before it is there.</exception>
    public Task<StreamDrain> DrainAsync(string slug, CancellationToken cancellationToken) => Running(slug).DrainAsync(cancellationToken);

    /// <summary>The connection of a tenant that has, or had, one to PostgreSQL; null for others.</summary>
    public async Task<string?> SourceAsync(string slug, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        return tenant.Connection is null ? null : connections.Read(tenant);
    }

    /// <summary>For the owner of the data directory, at its start: goes on with the streams that ran when it ended.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in await registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (tenant.Provider == TenantProvider.PostgreSql)
                await TryAsync(tenant.Slug, ResumeAsync).ConfigureAwait(false);
        }

        async Task ResumeAsync(string slug)
        {
            if (StreamIntent.Read(locations.Tenant(slug)) is { Running: true })
                await StartAsync(Actor.Application, slug, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks after slots of streams that do not run: what the source keeps for them must not fill its disk.</summary>
    public async Task GuardAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in await registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var path = locations.Tenant(tenant.Slug);
            if (!_streams.TryGetValue(tenant.Slug, out var stream) || stream.Completion.IsCompleted)
                await TryAsync(tenant.Slug, slug => StreamIntent.Read(path) is null ? Task.CompletedTask : DataStream.GuardAsync(new StreamTarget(connections.Read(tenant), path), settings, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends those that run; they go on when the application starts again.</summary>
    public async Task PauseAsync()
    {
        foreach (var stream in _streams.Values)
            await stream.StopAsync(forGood: false).ConfigureAwait(false);
        // How their copies ended is put down.
        await Task.WhenAll(_journals.Values).ConfigureAwait(false);
    }

    /// <inheritdoc cref="PauseAsync"/>
    public async ValueTask DisposeAsync()
    {
        await PauseAsync().ConfigureAwait(false);
        foreach (var stream in _streams.Values)
            await stream.DisposeAsync().ConfigureAwait(false);
        _changing.Dispose();
    }

    private async Task<StreamTarget> TargetAsync(string slug, CancellationToken cancellationToken)
    {
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        return tenant.Provider == TenantProvider.PostgreSql
            ? new StreamTarget(connections.Read(tenant), locations.Tenant(slug)) { Mode = DataCopyMode.Model, Replace = true }
            : throw new DataMigrationException($"Tenant \"{slug}\" lives on SQLite already: there is nothing to stream.");
    }

    private DataStream Running(string slug) => _streams.TryGetValue(slug, out var stream)
        ? stream
        : throw new DataMigrationException($"Tenant \"{slug}\" has no stream that runs. Start it first.");

    private async Task JournalAsync(Actor actor, string slug, StreamTarget target, DataStream stream)
    {
        var run = new JournalledRun(DataMigrationJournal.Stream, slug, DataCopy.DescribeSource(target.Source), "Stopped before the copy was done; its slot was dropped.", null, null);
        await TryAsync(slug, _ => journal.KeepAsync(actor, run, () => stream.CopyEnds, TenantCopy.Complete, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task LogEndAsync(string slug, DataStream stream)
    {
        try
        {
            await stream.Completion.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            log.LogInformation("The stream into tenant {Tenant} stopped", slug);
        }
        catch (DataMigrationException fault)
        {
            log.LogError("The stream into tenant {Tenant} stopped: {Fault}", slug, fault.Message);
        }
    }

    private async Task TryAsync(string slug, Func<string, Task> work)
    {
        try
        {
            await work(slug).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DataMigrationException or TenantUnavailableException or OperationCanceledException)
        {
            log.LogWarning("The stream into tenant {Tenant}: {Fault}", slug, fault.Message);
        }
    }
}
