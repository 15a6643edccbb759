using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Loads what is left of a copy under one snapshot: readers on threads of their own, the writer on the caller's.</summary>
internal sealed class Loader(SqliteFile file, DatabaseMap map, LoadState state, ProgressReporter progress, LoadOptions options)
{
    private static readonly TimeSpan TimeBetweenCommits = TimeSpan.FromSeconds(2);

    private readonly HashSet<MappedTable> _unsaved = [];
    private RowWriter? _writer;
    private MappedTable? _table;
    private long _bytes;
    private long _committed;

    /// <summary>Seconds the writer waited for rows.</summary>
    public double WriterWaited { get; private set; }

    /// <summary>Seconds the readers waited for the writer, all together.</summary>
    public double ReadersWaited { get; private set; }

    /// <exception cref="SourceLostException">The snapshot is gone; what was committed stays.</exception>
    /// <exception cref="RowRefusedException">The target has no place for a row; what was committed stays.</exception>
    public void Load(PostgresSource source, IReadOnlyList<IReadOnlyList<PartSize>> sizes, CancellationToken cancellationToken)
    {
        var chunks = ChunkPlan.Of(map, sizes, table => state[table].Position, options.ChunkBytes).ToArray();
        progress.StartLoading(map, chunks.Sum(chunk => chunk.Blocks));
        // Without a chunk there is no reader, and nobody who would tell the writer of the end.
        if (chunks.Length == 0)
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var pool = new RowBlockPool();
        using var queue = new ChunkQueue(chunks, stop.Token);
        queue.Start();
        var readers = new Readers(source, queue, pool, Templates(source), options.Retries, stop.Token);
        readers.Start(Math.Min(options.Jobs, chunks.Length));
        try
        {
            Write(source, queue, pool, cancellationToken);
        }
        catch
        {
            queue.Fail(new OperationCanceledException("The writer has stopped."));
            stop.Cancel();
            throw;
        }
        finally
        {
            // Every thread has ended before its connection and the memory it writes into are gone.
            readers.Join();
            (WriterWaited, ReadersWaited) = (WriterWaited + queue.WriterWaited, ReadersWaited + queue.ReadersWaited);
        }
    }

    // In model mode values are checked, filled and derived one by one.
    private Func<MappedTable, ImageTemplate?> Templates(PostgresSource source)
    {
        if (map.Mode == CopyMode.Model)
            return _ => null;
        var templates = map.Tables.ToDictionary(table => table.Id, table => ImageTemplate.Of(file, table, source.TextMayBeInvalid));
        return table => templates[table.Id];
    }

    private void Write(PostgresSource source, ChunkQueue queue, RowBlockPool pool, CancellationToken cancellationToken)
    {
        using var images = new ImageWriter(file);
        file.Execute("BEGIN");
        try
        {
            var committed = Stopwatch.GetTimestamp();
            while (queue.Next() is { } lane)
            {
                WriteChunk(source, queue, pool, images, lane, cancellationToken);
                if (_bytes - _committed < options.CommitBytes && Stopwatch.GetElapsedTime(committed) < TimeBetweenCommits)
                    continue;
                Commit(source);
                file.Execute("BEGIN");
                committed = Stopwatch.GetTimestamp();
            }
            Commit(source);
        }
        catch
        {
            // After some failures SQLite has rolled back by itself.
            Quietly(() => file.Execute("ROLLBACK"));
            throw;
        }
        finally
        {
            _writer?.Dispose();
            (_writer, _table) = (null, null);
            _unsaved.Clear();
        }
    }

    private void WriteChunk(PostgresSource source, ChunkQueue queue, RowBlockPool pool, ImageWriter images, Lane lane, CancellationToken cancellationToken)
    {
        var table = lane.Chunk.Table;
        var started = Stopwatch.GetTimestamp();
        var totals = state[table].Totals;
        while (queue.TakeBlock(lane) is { } block)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = totals.Rows;
                var writer = WriterOf(table, source);
                if (block.Size > 0)
                    images.Write(table, block, totals);
                else
                    writer.Write(block);
                _bytes += block.Length;
                progress.Wrote(table, totals.Rows, totals.Rows - before, block.Length);
            }
            finally
            {
                var memory = block.Capacity;
                pool.Return(block);
                queue.Written(lane, memory);
            }
        }
        WriterOf(table, source);
        totals.Seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        state.Advance(lane.Chunk);
        _unsaved.Add(table);
        progress.WroteChunk(lane.Chunk);
    }

    private RowWriter WriterOf(MappedTable table, PostgresSource source)
    {
        if (ReferenceEquals(_table, table))
            return _writer!;
        _writer?.Dispose();
        _table = null;
        options.OnTableStarted?.Invoke(table.Target);
        _writer = new RowWriter(file, table, map.Mode, source.TextMayBeInvalid, state[table].Totals);
        _table = table;
        return _writer;
    }

    private void Commit(PostgresSource source)
    {
        // A lost snapshot is noticed also while the readers have nothing left to read.
        SourceLostException.Guard(() =>
        {
            source.RequireAlive();
            return true;
        });
        foreach (var table in _unsaved)
            state.Save(table);
        _unsaved.Clear();
        file.Execute("COMMIT");
        _committed = _bytes;
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteFileException)
        {
            // Why the load ended is already on its way up.
        }
    }
}

/// <param name="Jobs">Readers.</param>
/// <param name="ChunkBytes">See <see cref="ChunkPlan.ChunkBytes"/>.</param>
/// <param name="CommitBytes">See <see cref="DataCopyRequest.CommitBytes"/>.</param>
/// <param name="Retries">After a lost connection.</param>
/// <param name="OnTableStarted">See <see cref="DataCopyRequest.OnTableStarted"/>.</param>
internal sealed record LoadOptions(int Jobs, long ChunkBytes, long CommitBytes, RetryWaits Retries, Action<string>? OnTableStarted);
