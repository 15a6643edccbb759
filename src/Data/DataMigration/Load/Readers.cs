using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>The threads that read chunks, each over a connection of its own on the same snapshot.</summary>
/// <param name="source">Holds the snapshot; is not read from.</param>
/// <param name="queue">Where chunks come from and rows go to.</param>
/// <param name="pool">Lends the blocks.</param>
/// <param name="templates">For the tables whose rows are packed into images.</param>
/// <param name="retries">How often, and after what waits, a lost connection is opened again.</param>
internal sealed class Readers(PostgresSource source, ChunkQueue queue, RowBlockPool pool, Func<MappedTable, ImageTemplate?> templates, RetryWaits retries, CancellationToken stop)
{
    private Task[] _threads = [];

    public void Start(int count) =>
        _threads = [.. Enumerable.Range(0, count).Select(_ => OwnThread.Run(Run))];

    /// <summary>Waits until every thread has ended, however it did.</summary>
    public void Join() => Task.WaitAll(_threads);

    private void Run()
    {
        PostgresSource? session = null;
        try
        {
            while (queue.Take() is { } lane)
                session = ReadAgain(session, lane);
        }
        catch (Exception error)
        {
            queue.Fail(error is not SourceLostException && (PostgresErrors.IsConnectionLost(error) || PostgresErrors.IsSnapshotLost(error)) ? new SourceLostException(error) : error);
        }
        finally
        {
            session?.Dispose();
        }
    }

    // Under one snapshot the same blocks give the same rows in the same order: those handed over before are passed by.
    private PostgresSource ReadAgain(PostgresSource? session, Lane lane)
    {
        for (var failures = 0; ;)
        {
            var delivered = lane.Delivered;
            try
            {
                session ??= source.ForkForReading(stop);
                Read(session, lane);
                return session;
            }
            catch (Exception error) when (PostgresErrors.IsConnectionLost(error) && !stop.IsCancellationRequested)
            {
                session?.Dispose();
                session = null;
                failures = lane.Delivered > delivered ? 1 : failures + 1;
                if (!retries.Wait(failures, stop))
                    throw new SourceLostException(error);
            }
        }
    }

    private void Read(PostgresSource session, Lane lane)
    {
        using var query = session.Copy(lane.Chunk.Sql);
        // A read that waits for the server ends when the server is told to stop.
        using var cancel = stop.Register(query.Stop);
        using var images = templates(lane.Chunk.Table) is { } template ? new ImageBuilder(template, pool, block => Put(lane, block)) : null;
        try
        {
            new ChunkReader(query.Stream, pool, () => queue.WaitForTurn(lane)).ReadAll(lane.Delivered, images is null ? block => Put(lane, block) : images.Add, stop);
            images?.Flush();
        }
        catch
        {
            // Otherwise disposing would read the rest of the chunk first.
            query.Stop();
            throw;
        }
        queue.End(lane);
    }

    private void Put(Lane lane, RowBlock block)
    {
        try
        {
            queue.Put(lane, block);
        }
        catch
        {
            pool.Return(block);
            throw;
        }
    }
}
