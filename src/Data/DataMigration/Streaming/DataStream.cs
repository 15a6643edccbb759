using System.Diagnostics;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// A stream that runs in this process: first the copy, then the source's changes, until it is stopped or meets a fault. One
/// for each file, in whatever process.
/// </summary>
public sealed class DataStream : IAsyncDisposable
{
    private readonly StreamTarget _target;
    private readonly SourceAddress _address;
    private readonly StreamSettings _settings;
    private readonly StreamProgress _progress;
    private readonly FileStream _lock;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _streaming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DataCopyReport> _copied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamIntent _intent;
    private Task _kept = Task.CompletedTask;
    private StreamCopy? _copy;
    private ChangeStream? _changes;
    private bool _stopped;

    private DataStream(StreamTarget target, SourceAddress address, StreamSettings settings, StreamIntent intent, FileStream held)
    {
        (_target, _address, _settings, _intent, _lock) = (target, address, settings, intent, held);
        _progress = new StreamProgress(intent);
    }

    /// <summary>How it stands.</summary>
    public StreamState State => _progress.State;

    /// <summary>Ends when the stream does: with a <see cref="DataMigrationException"/> for a fault, cancelled when it was stopped.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>What the copy did, when this process made it and it is done.</summary>
    public DataCopyReport? Copied => _copied.Task.IsCompletedSuccessfully ? _copied.Task.Result : null;

    /// <summary>Ends when the copy does, however; never where there is none.</summary>
    internal Task<DataCopyReport> CopyEnds => _copied.Task;

    /// <summary>Puts down how the copy ends: called when it begins, and waited for before changes are followed.</summary>
    private Func<DataStream, Task>? Keep { get; init; }

    /// <summary>Begins a stream, or goes on with one that stopped. Returns when its slot is there.</summary>
    /// <param name="target">What follows what.</param>
    /// <param name="settings">What it may cost.</param>
    /// <param name="startedBy">Who.</param>
    /// <param name="anew">Copy anew although there is a stream that could go on, or a fault of one that could not.</param>
    /// <param name="cancellationToken">Ends the beginning; <see cref="StopAsync"/> ends the stream.</param>
    /// <exception cref="DataMigrationException">Names what stands in the way.</exception>
    public static Task<DataStream> StartAsync(StreamTarget target, StreamSettings settings, string startedBy, bool anew, CancellationToken cancellationToken) =>
        StartAsync(target, settings, startedBy, anew, null, cancellationToken);

    /// <param name="target">What follows what.</param>
    /// <param name="settings">What it may cost.</param>
    /// <param name="startedBy">Who.</param>
    /// <param name="anew">Copy anew all the same.</param>
    /// <param name="keep">See <see cref="Keep"/>.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    internal static async Task<DataStream> StartAsync(StreamTarget target, StreamSettings settings, string startedBy, bool anew, Func<DataStream, Task>? keep, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(target.Source);
        var held = StreamLock.Take(target.Path);
        try
        {
            var known = StreamIntent.Read(target.Path);
            var goesOn = known is { Copied: true } && !anew && File.Exists(target.Path);
            if (!goesOn && known is null && !target.Replace && File.Exists(target.Path))
                throw new DataMigrationException($"The target {target.File} exists and is no target of a stream. Choose another, or allow it to be replaced (--replace).");
            var stream = new DataStream(target with { Replace = target.Replace || known is not null }, address, settings, new StreamIntent(target.Slot, address.ToString(), goesOn, true, null, startedBy), held) { Keep = keep };
            await stream.BeginAsync(cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw PostgresErrors.Explain(error, address);
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends a stream that does not run for good: slot and publication are gone from the source, the file stays. Done again, nothing happens.</summary>
    /// <exception cref="DataMigrationException">It runs, or the source could not be asked.</exception>
    public static async Task DropAsync(StreamTarget target, CancellationToken cancellationToken)
    {
        await using var held = StreamLock.Take(target.Path);
        await DropAtSourceAsync(SourceAddress.Parse(target.Source), StreamIntent.Read(target.Path)?.Slot ?? target.Slot, cancellationToken).ConfigureAwait(false);
        StreamIntent.Remove(target.Path);
        if (File.Exists(target.Path))
            KeepInOneFile(target.Path);
    }

    // As a copy leaves it. A tenant's file has its log while it is served.
    private static void KeepInOneFile(string path)
    {
        using var file = SqliteFile.Open(path, create: false);
        try
        {
            if (CatalogueReader.ReadRecord(file, path).Mode == CopyMode.Translate)
                file.Execute("PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE");
        }
        catch (SqliteFileException)
        {
            // Somebody reads it: it stays as good as it is.
        }
    }

    /// <summary>How a stream stands that does not run in this process; null when there is none.</summary>
    public static async Task<StreamState?> LookAsync(StreamTarget target, StreamSettings settings, CancellationToken cancellationToken)
    {
        if (StreamIntent.Read(target.Path) is not { } intent)
            return null;
        var progress = new StreamProgress(intent);
        var runs = StreamLock.IsHeld(target.Path);
        var phase = runs ? intent.Copied ? StreamPhase.Streaming : StreamPhase.Copying : intent.Fault is null ? StreamPhase.Stopped : StreamPhase.Faulted;
        progress.Change(state => state with { Phase = phase, Fault = intent.Fault });
        if (intent.Copied && File.Exists(target.Path) && TryReadTarget(target.Path) is { } record)
            progress.Begins(record);
        var address = SourceAddress.Parse(target.Source);
        try
        {
            await using var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
            if (await SourceSlots.FindAsync(session, intent.Slot, cancellationToken).ConfigureAwait(false) is { } slot)
                progress.Saw(slot, settings.WarnRetainedBytes);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            progress.Change(state => state with { Warnings = [PostgresErrors.Explain(error, address).Message] });
        }
        return progress.State;
    }

    /// <summary>Drops the slot of a stream that does not run when the source keeps too much for it.</summary>
    /// <exception cref="DataMigrationException">It was dropped, or the source does not answer.</exception>
    internal static async Task GuardAsync(StreamTarget target, StreamSettings settings, CancellationToken cancellationToken)
    {
        if (StreamIntent.Read(target.Path) is not { } intent || StreamLock.IsHeld(target.Path))
            return;
        var address = SourceAddress.Parse(target.Source);
        try
        {
            await using var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
            if (await SourceSlots.FindAsync(session, intent.Slot, cancellationToken).ConfigureAwait(false) is { Active: false } slot)
                await SourceWatch.GuardAsync(session, slot, settings, cancellationToken).ConfigureAwait(false);
        }
        catch (StreamFaultException fault)
        {
            (intent with { Running = false, Fault = fault.Message }).Write(target.Path);
            throw;
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw PostgresErrors.Explain(error, address);
        }
    }

    /// <summary>Returns when the copy is done and changes are applied.</summary>
    /// <exception cref="DataMigrationException">It ended before.</exception>
    public async Task WaitUntilStreamingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_streaming.Task, Completion).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_streaming.Task.IsCompletedSuccessfully)
            throw Ended();
    }

    /// <inheritdoc cref="TenantStreams.DrainAsync"/>
    public async Task<StreamDrain> DrainAsync(CancellationToken cancellationToken)
    {
        await WaitUntilStreamingAsync(cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        try
        {
            await using var session = await StreamSessions.OpenAsync(_address, cancellationToken).ConfigureAwait(false);
            var end = await MarkAsync(session, cancellationToken).ConfigureAwait(false);
            await UntilAsync(_progress.WaitAsync(end), cancellationToken).ConfigureAwait(false);
            var (record, map) = ReadTarget();
            await new SourceWatch(_address, record, _settings, _progress).RequireSameAsync(session, cancellationToken).ConfigureAwait(false);
            var sequences = await SequenceSync.ReadAsync(session, map, cancellationToken).ConfigureAwait(false);
            await UntilAsync(_changes!.BetweenAsync(file => SequenceSync.Write(file, map, sequences)), cancellationToken).ConfigureAwait(false);
            return new StreamDrain(end.ToString(), Math.Round(clock.Elapsed.TotalSeconds, 3));
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw PostgresErrors.Explain(error, _address);
        }
    }

    /// <summary>Stops it; what is applied is durable, the slot stays. A copy that is not done is given up, and its slot dropped.</summary>
    /// <param name="forGood">Also not after a restart of the application.</param>
    public async Task StopAsync(bool forGood)
    {
        _stopped |= forGood;
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Completion).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(forGood: false).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_intent.Copied)
            _copy = await StreamCopy.BeginAsync(_target, _address, () => _intent.Write(_target.Path), () => StreamIntent.Remove(_target.Path), cancellationToken).ConfigureAwait(false);
        else
            _intent.Write(_target.Path);
        _kept = _copy is not null && Keep is not null ? Keep(this) : Task.CompletedTask;
        Completion = Task.Run(RunAsync, CancellationToken.None);
    }

    private async Task RunAsync()
    {
        try
        {
            if (_copy is not null)
                await CopyAsync().ConfigureAwait(false);
            await FollowAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End(StreamPhase.Stopped, null, _intent with { Running = !_stopped });
            throw;
        }
        catch (Exception error)
        {
            var fault = error as DataMigrationException ?? Explain(error);
            End(StreamPhase.Faulted, fault.Message, _intent with { Running = false, Fault = fault.Message });
            throw fault;
        }
        finally
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CopyAsync()
    {
        DataCopyReport report;
        try
        {
            await using (_copy)
                report = await _copy!.RunAsync(new Reporter(_progress), _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _copied.TrySetException(error);
            await Task.WhenAny(_kept).ConfigureAwait(false);
            // Without its snapshot the slot is of no use to anybody.
            await DropAtSourceAsync(_address, _target.Slot, CancellationToken.None).ConfigureAwait(false);
            StreamIntent.Remove(_target.Path);
            throw;
        }
        _intent = _intent with { Copied = true };
        _intent.Write(_target.Path);
        _copied.TrySetResult(report);
        await Task.WhenAny(_kept).ConfigureAwait(false);
        _progress.Change(state => state with { Copy = null });
    }

    private async Task FollowAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _changes = new ChangeStream(_address, _target.Path, _settings, _progress);
        var watch = new SourceWatch(_address, ReadTarget().Record, _settings, _progress).RunAsync(either.Token);
        var follow = _changes.RunAsync(either.Token);
        _streaming.TrySetResult();
        var first = await Task.WhenAny(watch, follow).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(watch, follow)).ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    private void End(StreamPhase phase, string? fault, StreamIntent intent)
    {
        _progress.Change(state => state with { Phase = phase, Fault = fault, Copy = null });
        if (_intent.Copied)
            intent.Write(_target.Path);
    }

    private static StreamRecord? TryReadTarget(string path)
    {
        using var file = SqliteFile.OpenReadOnly(path);
        file.Execute("PRAGMA busy_timeout = 10000");
        return StreamRecord.Read(file);
    }

    private (StreamRecord Record, DatabaseMap Map) ReadTarget()
    {
        using var file = SqliteFile.OpenReadOnly(_target.Path);
        file.Execute("PRAGMA busy_timeout = 10000");
        return (StreamRecord.Read(file) ?? throw new StreamFaultException($"{_target.Path} is no target of a stream. Start the stream anew."), StreamedMap.Read(file, _target.Path));
    }

    // Whatever was committed before lies before it; and it makes the source send.
    private static async Task<NpgsqlLogSequenceNumber> MarkAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SET synchronous_commit = on; SELECT pg_logical_emit_message(true, 'adminapp', 'drained up to here')", session);
        return (NpgsqlLogSequenceNumber)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private async Task UntilAsync(Task done, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(done, Completion).WaitAsync(cancellationToken).ConfigureAwait(false) == Completion && !done.IsCompletedSuccessfully)
            throw Ended();
        await done.ConfigureAwait(false);
    }

    private DataMigrationException Ended() =>
        Completion.Exception?.InnerException as DataMigrationException ?? new DataMigrationException($"The stream into {_target.File} was stopped.");

    private DataMigrationException Explain(Exception error) => error is SqliteFileException sqlite
        ? new StreamFaultException($"Writing {_target.Path} failed: {sqlite.Message} (SQLite {sqlite.ExtendedCode}). Free some space or mend the file, then start the stream again: it goes on where it stopped.", error)
        : PostgresErrors.Explain(error, _address);

    /// <summary>Drops slot and publication of a stream that does not run.</summary>
    internal static async Task DropAtSourceAsync(SourceAddress address, string slot, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
            await SourceSlots.DropAsync(session, slot, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw new DataMigrationException($"{PostgresErrors.Explain(error, address).Message} The slot {slot} may still be there and keep the source's log: drop the stream again when the source answers.", error);
        }
    }

    private sealed class Reporter(StreamProgress progress) : IProgress<DataCopyProgress>
    {
        public void Report(DataCopyProgress value) => progress.Change(state => state with { Copy = value });
    }
}
