using System.Diagnostics;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Between the readers and the writer: each reader takes the next chunk, and the writer gets the blocks of one chunk after
/// the other, in order, so that rows are written in the order the source has them whoever read them. Readers wait when
/// too much is on the way; the reader of the chunk being written never waits for the others.
/// </summary>
internal sealed class ChunkQueue(IEnumerable<Chunk> chunks, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>Bytes that readers may have on the way, all together.</summary>
    public const long Budget = 32 << 20;

    /// <summary>Bytes that one chunk may have on the way while it is being written.</summary>
    public const long OfOneChunk = 8 << 20;

    private readonly object _gate = new();
    private readonly IEnumerator<Chunk> _chunks = chunks.GetEnumerator();
    private readonly Queue<Lane> _lanes = [];
    private CancellationTokenRegistration _wake;
    private long _onTheWay;
    private bool _exhausted;
    private Exception? _failure;

    /// <summary>Seconds the writer waited for rows.</summary>
    public double WriterWaited { get; private set; }

    /// <summary>Seconds the readers waited for the writer, all together.</summary>
    public double ReadersWaited { get; private set; }

    /// <summary>Wakes everybody when the token is cancelled.</summary>
    public void Start() => _wake = cancellationToken.Register(() =>
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    });

    /// <summary>The next chunk for a reader, null when there is none.</summary>
    public Lane? Take()
    {
        lock (_gate)
        {
            // Beginning another chunk makes sense only while there is room for its rows.
            Wait(() => _onTheWay < Budget || _lanes.Count == 0, reader: true);
            if (_exhausted || !_chunks.MoveNext())
            {
                _exhausted = true;
                Monitor.PulseAll(_gate);
                return null;
            }
            var lane = new Lane(_chunks.Current);
            _lanes.Enqueue(lane);
            Monitor.PulseAll(_gate);
            return lane;
        }
    }

    public void Put(Lane lane, RowBlock block)
    {
        lock (_gate)
        {
            Wait(() => IsCurrent(lane) ? lane.Bytes < OfOneChunk : _onTheWay < Budget, reader: true);
            lane.Blocks.Enqueue(block);
            lane.Bytes += block.Capacity;
            lane.Delivered += block.Rows;
            _onTheWay += block.Capacity;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the chunk is the one being written and all its rows so far are.</summary>
    public void WaitForTurn(Lane lane)
    {
        lock (_gate)
            Wait(() => IsCurrent(lane) && lane.Bytes == 0, reader: true);
    }

    public void End(Lane lane)
    {
        lock (_gate)
        {
            lane.Ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Stops everybody; the writer gets the exception.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>For the writer: the chunk that is next, null at the end.</summary>
    public Lane? Next()
    {
        lock (_gate)
        {
            Wait(() => _lanes.Count > 0 || _exhausted, reader: false);
            return _lanes.TryPeek(out var lane) ? lane : null;
        }
    }

    /// <summary>For the writer: the next block of its chunk, null when the chunk has ended.</summary>
    public RowBlock? TakeBlock(Lane lane)
    {
        lock (_gate)
        {
            Wait(() => lane.Blocks.Count > 0 || lane.Ended, reader: false);
            if (lane.Blocks.TryDequeue(out var block))
                return block;
            _lanes.Dequeue();
            Monitor.PulseAll(_gate);
            return null;
        }
    }

    /// <summary>For the writer: a block is written and its memory given back.</summary>
    public void Written(Lane lane, int bytes)
    {
        lock (_gate)
        {
            lane.Bytes -= bytes;
            _onTheWay -= bytes;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nobody uses the queue any more; blocks left in it are freed.</summary>
    public void Dispose()
    {
        _wake.Dispose();
        _chunks.Dispose();
        foreach (var block in _lanes.SelectMany(lane => lane.Blocks))
            block.Dispose();
        _lanes.Clear();
    }

    private bool IsCurrent(Lane lane) => _lanes.TryPeek(out var first) && ReferenceEquals(first, lane);

    private void Wait(Func<bool> ready, bool reader)
    {
        var started = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_failure is not null)
                throw reader ? new OperationCanceledException("Another part of the copy failed.") : _failure;
            if (ready())
                break;
            started = started == 0 ? Stopwatch.GetTimestamp() : started;
            Monitor.Wait(_gate);
        }
        if (started == 0)
            return;
        var waited = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (reader)
            ReadersWaited += waited;
        else
            WriterWaited += waited;
    }
}

/// <summary>The way of one chunk from its reader to the writer.</summary>
internal sealed class Lane(Chunk chunk)
{
    public Chunk Chunk => chunk;

    public Queue<RowBlock> Blocks { get; } = [];

    /// <summary>Memory of the blocks handed over and not yet written.</summary>
    public long Bytes { get; set; }

    /// <summary>Rows handed over, written or not.</summary>
    public long Delivered { get; set; }

    public bool Ended { get; set; }
}
