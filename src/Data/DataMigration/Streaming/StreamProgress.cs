using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>How a stream stands while it runs; written by those who work on it, read by anybody.</summary>
internal sealed class StreamProgress(StreamIntent intent)
{
    private const double RateSeconds = 5;

    private readonly Lock _changing = new();
    private readonly List<(NpgsqlLogSequenceNumber Position, TaskCompletionSource Reached)> _waiting = [];
    private readonly Queue<(long At, long Rows)> _recent = new();
    private StreamState _state = new() { Phase = intent.Copied ? StreamPhase.Reconnecting : StreamPhase.Copying, Slot = intent.Slot, Source = intent.Source };
    private NpgsqlLogSequenceNumber? _position;
    private DateTime _caughtUp = DateTime.UtcNow;

    /// <summary>Somebody waits for a position: it is to be told soon.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_changing)
                return _waiting.Count > 0;
        }
    }

    public StreamState State
    {
        get
        {
            lock (_changing)
            {
                var now = Environment.TickCount64;
                var recent = _recent.Where(item => now - item.At < RateSeconds * 1000).Sum(item => item.Rows);
                return _state with { Position = _position?.ToString(), RowsPerSecond = recent / RateSeconds };
            }
        }
    }

    public void Change(Func<StreamState, StreamState> change)
    {
        lock (_changing)
            _state = change(_state);
    }

    /// <summary>What the target has already.</summary>
    public void Begins(StreamRecord record)
    {
        Change(state => state with { Rows = record.Rows, Transactions = record.Transactions });
        Reached(record.Position, record.AppliedAt, 0, 0);
    }

    /// <summary>Everything up to there is durable.</summary>
    public void Reached(NpgsqlLogSequenceNumber position, DateTime? committedAt, long rows, long transactions)
    {
        lock (_changing)
        {
            _position = position;
            _state = _state with { Rows = _state.Rows + rows, Transactions = _state.Transactions + transactions, AppliedAt = committedAt ?? _state.AppliedAt };
            if (rows > 0)
                _recent.Enqueue((Environment.TickCount64, rows));
            while (_recent.TryPeek(out var oldest) && Environment.TickCount64 - oldest.At > RateSeconds * 1000)
                _recent.Dequeue();
            foreach (var (_, reached) in _waiting.Where(item => item.Position <= position))
                reached.TrySetResult();
            _waiting.RemoveAll(item => item.Position <= position);
        }
    }

    /// <summary>The source was asked.</summary>
    /// <param name="slot">What it says.</param>
    /// <param name="warnAbove">See <see cref="StreamSettings.WarnRetainedBytes"/>.</param>
    public void Saw(SourceSlot slot, long warnAbove)
    {
        lock (_changing)
        {
            var lag = _position is { } position && position < slot.Now ? (long)((ulong)slot.Now - (ulong)position) : 0;
            if (lag == 0)
                _caughtUp = DateTime.UtcNow;
            var since = _state.AppliedAt is { } applied && applied > _caughtUp ? applied : _caughtUp;
            _state = _state with
            {
                LagBytes = lag,
                LagSeconds = lag == 0 ? 0 : Math.Max(0, Math.Round((DateTime.UtcNow - since).TotalSeconds, 2)),
                RetainedBytes = slot.RetainedBytes,
                Warnings = slot.RetainedBytes <= warnAbove
                    ? []
                    : [$"The source keeps {slot.RetainedBytes >> 20:N0} MiB of its log for this stream. Let it catch up, or drop it, before the source's disk is full."],
            };
        }
    }

    /// <summary>Completes when everything up to there is durable; fails when the stream ends before.</summary>
    public Task WaitAsync(NpgsqlLogSequenceNumber position)
    {
        lock (_changing)
        {
            if (_position >= position)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((position, reached));
            return reached.Task;
        }
    }
}
