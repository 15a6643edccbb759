using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration;

/// <summary>
/// One copy. Three threads: one reads blocks from PostgreSQL, one (the caller's) writes them, one counts the source.
/// </summary>
internal sealed class DataCopyRun : IDisposable
{
    // Enough for the reader and the writer to work at the same time, little enough to keep memory flat.
    private const int BlocksOnTheWay = 8;

    private readonly DataCopyRequest _request;
    private readonly SourceAddress _address;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _stop;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CopyBlockPool _pool = new();
    private readonly ProgressReporter _progress;

    public DataCopyRun(DataCopyRequest request, SourceAddress address, CancellationToken cancellationToken)
    {
        _request = request;
        _address = address;
        _cancelled = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _progress = new ProgressReporter(request.Progress, _clock);
    }

    public DataCopyReport Run()
    {
        _progress.Enter(DataCopyPhase.Connecting);
        using var source = PostgresSource.Open(_address, _cancelled);
        var tables = PostgresCatalog.ReadTables(source);
        var planner = new CopyPlanner(_address, tables);
        planner.RequireTables();

        _progress.Enter(DataCopyPhase.Preparing);
        using var partial = PartialFile.Create(_request.TargetFile);
        (_request.CreateSchema ?? TenantSchema.CreateAsync)(partial.Path, _cancelled).GetAwaiter().GetResult();
        CopyPlan plan;
        DataCopyTable[] results;
        using (var file = partial.OpenForLoad())
        using (_cancelled.Register(file.Interrupt))
        {
            plan = planner.Plan(TargetCatalog.Read(file), _request.AllowUnmapped);
            source.Lock(plan.Tables.Select(table => table.Source));
            results = Load(source, file, plan);
            // As the application keeps its files; a reader could not make it so.
            file.Execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL");
        }
        _progress.Enter(DataCopyPhase.Finishing);
        _cancelled.ThrowIfCancellationRequested();
        partial.BecomeTarget();
        return new DataCopyReport
        {
            Ok = true,
            Rows = results.Sum(table => table.Rows),
            Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3),
            Tables = results,
            SkippedTables = plan.SkippedTables,
            Unmapped = plan.Unmapped,
            SourceDatabase = _address.ToString(),
            SourceVersion = source.Version,
            SnapshotAt = source.SnapshotAt,
        };
    }

    public void Dispose() => _stop.Dispose();

    private DataCopyTable[] Load(PostgresSource source, SqliteFile file, CopyPlan plan)
    {
        _progress.StartLoading(plan);
        using var counter = source.Fork(_cancelled);
        var counts = OnOwnThread(() => CountSource(counter, plan));
        var secondary = SecondaryObjects.TakeAway(file);
        using var blocks = new BlockingCollection<CopyBlock>(BlocksOnTheWay);
        var reading = OnOwnThread(() => ReadSource(source, plan, blocks));
        try
        {
            var loaded = WriteTarget(source, file, plan, blocks);
            reading.GetAwaiter().GetResult();
            return Prove(source, file, plan, secondary, loaded, counts);
        }
        catch (Exception error)
        {
            // Both threads have ended before their connections are closed under them. The first failure explains the
            // others: a reader that was told to stop only says that it was.
            _stop.Cancel();
            var first = Failure(reading) ?? error;
            Failure(counts);
            ExceptionDispatchInfo.Throw(first is OperationCanceledException ? error : first);
            throw;
        }
    }

    private DataCopyTable[] Prove(
        PostgresSource source, SqliteFile file, CopyPlan plan, SecondaryObjects secondary, (RowWriter Writer, double Seconds, long Bytes)[] loaded, Task<long[]> counts)
    {
        _progress.Enter(DataCopyPhase.Indexing);
        secondary.PutBack(file, _cancelled);
        var sequences = PostgresCatalog.ReadSequences(source);
        foreach (var table in plan.Tables)
            TargetChecks.SeedSequence(file, table.Target, sequences.GetValueOrDefault(table.Source.Name));
        file.Execute("ANALYZE");

        _progress.Enter(DataCopyPhase.Checking);
        var sourceRows = counts.GetAwaiter().GetResult();
        var results = plan.Tables.Select((table, index) => Result(table, loaded[index], sourceRows[index])).ToArray();
        foreach (var result in results)
            RequireCount(file, result);
        TargetChecks.RequireForeignKeys(file);
        TargetChecks.RequireIntact(file);
        return results;
    }

    private void ReadSource(PostgresSource source, CopyPlan plan, BlockingCollection<CopyBlock> blocks)
    {
        try
        {
            for (var table = 0; table < plan.Tables.Count; table++)
            {
                using var query = source.Copy(plan.Tables[table].SelectSql);
                // A read that waits for the server ends when the server is told to stop.
                using var cancel = _stop.Token.Register(query.Stop);
                try
                {
                    new CopyStreamReader(query.Stream, _pool, table).ReadAll(block => blocks.Add(block, _stop.Token), _stop.Token);
                }
                catch
                {
                    // Otherwise disposing would read the rest of the table first.
                    query.Stop();
                    throw;
                }
            }
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }

    private (RowWriter Writer, double Seconds, long Bytes)[] WriteTarget(PostgresSource source, SqliteFile file, CopyPlan plan, BlockingCollection<CopyBlock> blocks)
    {
        var loaded = new (RowWriter Writer, double Seconds, long Bytes)[plan.Tables.Count];
        var done = 0;
        RowWriter? writer = null;
        try
        {
            file.Execute("BEGIN");
            var started = _clock.Elapsed;
            foreach (var block in blocks.GetConsumingEnumerable(_stop.Token))
            {
                var table = plan.Tables[block.Table];
                if (writer is null)
                {
                    file.Execute($"DELETE FROM {SqliteFile.Quote(table.Name)}");
                    writer = new RowWriter(file, table, source.TextMayBeInvalid);
                    _request.OnTableStarted?.Invoke(table.Name);
                }
                var before = writer.Rows;
                writer.Write(block.Rows);
                loaded[block.Table].Bytes += block.Length;
                var last = block.Last;
                _progress.Wrote(table, writer.Rows, writer.Rows - before, block.Length, done += last ? 1 : 0);
                _pool.Return(block);
                if (!last)
                    continue;
                loaded[done - 1] = (writer, (_clock.Elapsed - started).TotalSeconds, loaded[done - 1].Bytes);
                writer.Dispose();
                writer = null;
                started = _clock.Elapsed;
            }
            if (done < plan.Tables.Count)
                throw new OperationCanceledException("The reader ended early.");
            file.Execute("COMMIT");
            return loaded;
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private long[] CountSource(PostgresSource source, CopyPlan plan)
    {
        var counts = new long[plan.Tables.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            _stop.Token.ThrowIfCancellationRequested();
            counts[i] = source.CountRows(plan.Tables[i].Source, _stop.Token);
        }
        _progress.Expect(counts.Sum());
        return counts;
    }

    private static DataCopyTable Result(TablePlan table, (RowWriter Writer, double Seconds, long Bytes) loaded, long sourceRows) => new()
    {
        Name = table.Name,
        SourceRows = sourceRows,
        Rows = loaded.Writer.Rows,
        Seconds = Math.Round(loaded.Seconds, 3),
        Bytes = loaded.Bytes,
        Fills = loaded.Writer.Fills(),
        AbsentColumns = table.AbsentColumns.Count > 0 ? table.AbsentColumns : null,
        NegativeZeros = loaded.Writer.NegativeZeros,
    };

    private static void RequireCount(SqliteFile file, DataCopyTable table)
    {
        var counted = TargetChecks.CountRows(file, table.Name);
        if (table.SourceRows != table.Rows || table.Rows != counted)
        {
            throw new DataMigrationException($"{table.Name} has {table.SourceRows} rows in the source, {table.Rows} were written and {counted} are in the target. "
                + "The target is untouched; copy again, and report this if it happens again.");
        }
    }

    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task OnOwnThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Exception? Failure(Task task)
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        return task.Exception?.InnerException;
    }
}
