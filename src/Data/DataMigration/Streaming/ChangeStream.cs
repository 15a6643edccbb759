using System.Diagnostics;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Follows a source into a target that a copy made, until it is told to stop or cannot go on.</summary>
internal sealed class ChangeStream(SourceAddress address, string path, StreamSettings settings, StreamProgress progress)
{
    // Transactions of the source that come without a pause share one of SQLite's until then.
    private const long MostUncommitted = 10_000;
    private static readonly TimeSpan LongestOpen = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IdleLook = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AwaitedLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleSave = TimeSpan.FromSeconds(5);

    private readonly ChangeMessage _message = new();
    private readonly Queue<(Action<SqliteFile> Work, TaskCompletionSource Done)> _between = new();
    private long _confirmedAt;
    private long _savedAt;

    /// <summary>Runs work on the target between two transactions of the source, while nothing else is written there.</summary>
    public Task BetweenAsync(Action<SqliteFile> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_between)
            _between.Enqueue((work, done));
        return done.Task;
    }

    /// <exception cref="StreamFaultException">It cannot go on.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; everything applied is durable.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var file = Open();
        try
        {
            var record = StreamRecord.Read(file) ?? throw new StreamFaultException($"{path} is no target of a stream. Start the stream anew.");
            using var server = new ServerValues(address, cancellationToken);
            using var applier = new ChangeApplier(file, StreamedMap.Read(file, path), record, server);
            progress.Begins(record);
            for (var (failures, lostAt) = (0, 0L); ;)
            {
                var before = applier.Position;
                try
                {
                    await FollowAsync(record, file, applier, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (IsPassing(error) && !cancellationToken.IsCancellationRequested)
                {
                    applier.Rollback();
                    (failures, lostAt) = applier.Position > before || failures == 0 ? (1, Stopwatch.GetTimestamp()) : (failures + 1, lostAt);
                    if (Stopwatch.GetElapsedTime(lostAt) > settings.RetryFor)
                        throw new StreamFaultException($"{PostgresErrors.Explain(error, address).Message} The stream tried for {settings.RetryFor.TotalMinutes:0} minutes; its slot stays. Start it again when the source is there.", error);
                    progress.Change(state => state with { Phase = StreamPhase.Reconnecting, Fault = PostgresErrors.Explain(error, address).Message });
                    await Task.Delay(settings.Waits[Math.Min(failures, settings.Waits.Count) - 1], cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            lock (_between)
            {
                while (_between.TryDequeue(out var item))
                    item.Done.TrySetException(new DataMigrationException("The stream stopped."));
            }
        }
    }

    private async Task FollowAsync(StreamRecord record, SqliteFile file, ChangeApplier applier, CancellationToken cancellationToken)
    {
        await RequireSlotAsync(record, applier.Position, cancellationToken).ConfigureAwait(false);
        await using var feed = await ChangeFeed.OpenAsync(address, record.Slot, applier.Position, cancellationToken).ConfigureAwait(false);
        progress.Change(state => state with { Phase = StreamPhase.Streaming, Fault = null });
        var opened = 0L;
        for (var next = feed.NextAsync(); ; next = feed.NextAsync())
        {
            if (!next.IsCompleted)
                await IdleAsync(feed, file, applier, next, cancellationToken).ConfigureAwait(false);
            if (!await next.ConfigureAwait(false))
                throw new IOException("The source ended the stream");
            await feed.ReadAsync(cancellationToken).ConfigureAwait(false);
            var wasOpen = applier.IsOpen;
            Apply(applier, feed);
            if (!wasOpen && applier.IsOpen)
                opened = Stopwatch.GetTimestamp();
            if (applier is { IsOpen: true, InTransaction: false } && (applier.Uncommitted >= MostUncommitted || Stopwatch.GetElapsedTime(opened) > LongestOpen))
            {
                await CommitAsync(feed, applier, cancellationToken).ConfigureAwait(false);
                RunBetween(file);
            }
        }
    }

    private unsafe void Apply(ChangeApplier applier, ChangeFeed feed)
    {
        _message.Read(feed.Data.AsSpan(0, feed.Length));
        fixed (byte* data = feed.Data)
            applier.Apply(_message, data);
    }

    // Nothing more has come so far: what is applied is made durable, and the source may forget what it kept for it.
    private async Task IdleAsync(ChangeFeed feed, SqliteFile file, ChangeApplier applier, Task next, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            if (!applier.InTransaction)
            {
                if (applier.IsOpen)
                    await CommitAsync(feed, applier, cancellationToken).ConfigureAwait(false);
                var received = feed.Received;
                if (!next.IsCompleted && received > applier.Position && (progress.IsAwaited || Stopwatch.GetElapsedTime(_savedAt) > IdleSave))
                {
                    applier.Advance(received);
                    Tell(applier, null);
                    await feed.ConfirmAsync(applier.Position, now: true, cancellationToken).ConfigureAwait(false);
                }
                RunBetween(file);
            }
            await Task.WhenAny(next, Task.Delay(progress.IsAwaited || HasWork ? AwaitedLook : IdleLook, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool HasWork
    {
        get
        {
            lock (_between)
                return _between.Count > 0;
        }
    }

    private void RunBetween(SqliteFile file)
    {
        while (true)
        {
            (Action<SqliteFile> Work, TaskCompletionSource Done) item;
            lock (_between)
            {
                if (!_between.TryDequeue(out item))
                    return;
            }
            try
            {
                item.Work(file);
                item.Done.TrySetResult();
            }
            catch (Exception error)
            {
                item.Done.TrySetException(error);
            }
        }
    }

    private async Task CommitAsync(ChangeFeed feed, ChangeApplier applier, CancellationToken cancellationToken)
    {
        var (rows, transactions, at) = applier.Pending;
        applier.Commit();
        Tell(applier, at, rows, transactions);
        if (at is { } committed)
            settings.OnCommitted?.Invoke(committed, rows);
        var due = Stopwatch.GetElapsedTime(_confirmedAt) > ConfirmEvery;
        if (due)
            _confirmedAt = Stopwatch.GetTimestamp();
        await feed.ConfirmAsync(applier.Position, due, cancellationToken).ConfigureAwait(false);
    }

    private void Tell(ChangeApplier applier, DateTime? at, long rows = 0, long transactions = 0)
    {
        _savedAt = Stopwatch.GetTimestamp();
        progress.Reached(applier.Position, at, rows, transactions);
    }

    // A slot that has gone on without this file, or another server under the same address: what lies between is lost.
    private async Task RequireSlotAsync(StreamRecord record, NpgsqlLogSequenceNumber position, CancellationToken cancellationToken)
    {
        await using var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
        if (await SourceIdentity.ReadAsync(session, cancellationToken).ConfigureAwait(false) != record.Source)
            throw new StreamFaultException($"{address} is not the database that {path} was copied from. Name that one, or start the stream anew.");
        var slot = await SourceSlots.FindAsync(session, record.Slot, cancellationToken).ConfigureAwait(false)
            ?? throw new StreamFaultException($"The source {address} no longer has the slot {record.Slot}, so changes are lost. Start the stream anew.");
        if (slot.Lost is { } why)
            throw new StreamFaultException($"The source {address} has given up the slot {record.Slot} ({why}), so changes are lost. Drop the stream and start it anew.");
        if (slot.Now < position)
            throw new StreamFaultException($"The source {address} is at {slot.Now}, before what {path} has of it ({position}): it was restored to an earlier state. Start the stream anew.");
        if (slot.Confirmed > position)
            throw new StreamFaultException($"{path} is older than what the source was told of it (at {position}, the source at {slot.Confirmed}): it was replaced or restored. Start the stream anew.");
    }

    // An earlier session of ours may hold the slot until the source notices that it is gone.
    private static bool IsPassing(Exception error) => error is not DataMigrationException && (error is Npgsql.PostgresException { SqlState: "55006" } || PostgresErrors.IsConnectionLost(error));

    private SqliteFile Open()
    {
        var file = SqliteFile.Open(path, create: false);
        try
        {
            // Rows come in the order of the source's transactions, not of its references; whoever reads meanwhile is not in the way.
            file.Execute("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -32768");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
