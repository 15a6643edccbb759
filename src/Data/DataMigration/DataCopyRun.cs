using System.Diagnostics;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.Sqlite;

namespace AdminApp.Data.DataMigration;

/// <summary>One copy, from the first connection to the file in place.</summary>
internal sealed class DataCopyRun : IDisposable
{
    private const int TranslatedPageSize = 8192;

    private readonly DataCopyRequest _request;
    private readonly SourceAddress _address;
    private readonly CancellationToken _cancelled;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ProgressReporter _progress;
    private readonly CopyTimings _timings = new();
    private PostgresSource? _source;

    public DataCopyRun(DataCopyRequest request, SourceAddress address, CancellationToken cancellationToken)
    {
        _request = request;
        _address = address;
        _cancelled = cancellationToken;
        _progress = new ProgressReporter(request.Progress, _clock);
    }

    public DataCopyReport Run()
    {
        Enter(DataCopyPhase.Connecting, "connect");
        _source = PostgresSource.Open(_address, _cancelled, _request.Snapshot);
        var mapper = _request.Mode == DataCopyMode.Model ? new ModelMapper(_source, _cancelled) : null;
        using var partial = PartialFile.Open(_request.TargetFile, _request.Resume);
        try
        {
            return Run(partial, mapper);
        }
        catch (Exception error) when (_request.KeepPartial || _request.Resume)
        {
            partial.Keep = partial.Keep || _cancelled.IsCancellationRequested || error is SourceLostException;
            throw error is SourceLostException { InnerException: { } lost } && !_cancelled.IsCancellationRequested
                ? new DataMigrationException($"{PostgresErrors.Explain(lost, _address).Message} What was copied so far is kept; go on with --resume.", lost)
                : error;
        }
    }

    public void Dispose() => _source?.Dispose();

    private DataCopyReport Run(PartialFile partial, ModelMapper? mapper)
    {
        Enter(DataCopyPhase.Preparing, "connect");
        CopyPlan plan;
        DataCopyTable[] tables;
        int sessions;
        if (!partial.Resumed && _request.Mode == DataCopyMode.Model)
            (_request.CreateSchema ?? TenantSchema.CreateAsync)(partial.Path, _cancelled).GetAwaiter().GetResult();
        IRunningProof? proof = null;
        try
        {
            LoadState state;
            Task<long[]> counts;
            using (var file = partial.OpenForLoad(_request.Mode == DataCopyMode.Translate ? TranslatedPageSize : null))
            using (_cancelled.Register(file.Interrupt))
            {
                var reading = new SourceReading(_request, _request.Mode == DataCopyMode.Model ? TargetCatalog.Read(file) : [], mapper);
                plan = reading.Plan(_source!, _cancelled);
                state = Prepare(partial, file, plan.Map);

                Enter(DataCopyPhase.Loading, "load");
                var sessionsRun = new LoadSessions(_request, _address, partial.Path, file, plan.Map, state, reading, _progress, _cancelled);
                // The session may be another one afterwards: whatever happens, it is this object that closes it.
                sessionsRun.Run(ref _source);
                (_timings["reader_wait"], _timings["writer_wait"]) = (sessionsRun.ReadersWaited, sessionsRun.WriterWaited);
                sessions = state.Session;

                Enter(DataCopyPhase.Indexing, "index");
                proof = _request.Verify ? _request.Proof.Start(_source!, plan.Map, plan.Map.Tables, _progress, _cancelled) : null;
                var map = plan.Map;
                var definitions = OwnThread.Run(() => ReadDefinitions(map));
                counts = OwnThread.Run(() => CountSource(_source!, map));
                try
                {
                    TargetFinish.Index(file, map, state, _cancelled);
                    var (objects, outcomes) = definitions.GetAwaiter().GetResult();
                    plan = plan with { Map = map with { Outcomes = outcomes } };
                    TargetFinish.Describe(file, plan.Map, state, Record(), objects);
                }
                finally
                {
                    OwnThread.Join(definitions, counts);
                }
            }
            tables = Check(partial.Path, plan.Map, state, counts.GetAwaiter().GetResult());
            Prove(proof, partial.Path, plan.Map, tables.Sum(table => table.Rows));
        }
        finally
        {
            proof?.Dispose();
        }
        Enter(DataCopyPhase.Finishing, "finish");
        TargetFinish.Close(partial.Path, plan.Map.Mode);
        _cancelled.ThrowIfCancellationRequested();
        _request.BeforeReplacing?.Invoke();
        partial.BecomeTarget();
        return Report(plan, tables, sessions) with { Verification = proof?.Report };
    }

    // What cannot be made again on the way back is named as well.
    private (IReadOnlyList<PostgresObject> Definitions, IReadOnlyList<ObjectOutcome> Outcomes) ReadDefinitions(DatabaseMap map)
    {
        using var session = _source!.Fork(_cancelled);
        var ddl = PostgresDdl.Read(session, map, _cancelled);
        return (ddl.Objects, [.. map.Outcomes, .. ddl.Unsupported.Select(item => item.ToOutcome())]);
    }

    private LoadState Prepare(PartialFile partial, SqliteFile file, DatabaseMap map)
    {
        var identity = SourceReading.Identify(_source!);
        if (partial.Resumed)
        {
            // Somebody else's half-made copy is not for this run to remove.
            partial.Keep = true;
            var state = LoadState.Resume(file, map, identity);
            partial.Keep = false;
            SecondaryObjects.DropAll(file, state.Late);
            return state;
        }
        foreach (var sql in map.CreateTables)
            file.Execute(sql);
        var late = map.Mode == CopyMode.Model ? SecondaryObjects.TakeAway(file) : map.Late;
        Catalogue.CatalogueWriter.Create(file);
        return LoadState.Create(file, map, identity, late);
    }

    private long[] CountSource(PostgresSource source, DatabaseMap map) =>
        [.. map.Tables.Select(table => table.Parts.Sum(part => source.CountRows(part.Rows, _cancelled)))];

    private DataCopyTable[] Check(string path, DatabaseMap map, LoadState state, long[] sourceRows)
    {
        Enter(DataCopyPhase.Checking, "check");
        var tables = map.Tables.Select((table, index) => Result(table, state[table].Totals, sourceRows[index])).ToArray();
        // Each on a processor of its own, and neither writes.
        using var forKeys = SqliteFile.OpenReadOnly(path);
        // Where a connection may not write, SQLite does not keep the CHECKs of tables, and its check of the file passes them by.
        using var forFile = SqliteFile.Open(path, create: false);
        using var stopKeys = _cancelled.Register(forKeys.Interrupt);
        using var stopFile = _cancelled.Register(forFile.Interrupt);
        var keys = OwnThread.Run(() =>
        {
            foreach (var table in tables)
                RequireCount(forKeys, table);
            TargetChecks.RequireForeignKeys(forKeys);
            return true;
        });
        // The disk takes the file while the processors look at it; what is flushed before the rename is then a few pages.
        var flushed = OwnThread.Run(() => Durable.FlushFile(path));
        try
        {
            TargetChecks.RequireIntact(forFile, _request.IntegrityCheck);
        }
        catch
        {
            forKeys.Interrupt();
            throw;
        }
        finally
        {
            OwnThread.Join(keys, flushed);
        }
        keys.GetAwaiter().GetResult();
        flushed.GetAwaiter().GetResult();
        return tables;
    }

    private void Prove(IRunningProof? proof, string path, DatabaseMap map, long rows)
    {
        if (proof is null)
            return;
        _timings.Begin("verify");
        _progress.StartComparing(rows);
        var differences = proof.Compare(path);
        var faults = differences.OrderBy(pair => pair.Key).Select(pair => $"{map.Tables[pair.Key - 1].ShownName}: {pair.Value}")
            .Concat(proof.Report!.Checks.Where(check => !check.Ok).Select(check => $"{check.Name}: {check.Detail}"))
            .ToArray();
        if (faults.Length > 0)
            throw new DataMigrationException($"The copy is not the same as the source: {string.Join("; ", faults)}. The target is untouched; copy again, and report this if it happens again.");
    }

    private Catalogue.CopyRecord Record() => new()
    {
        Mode = _request.Mode == DataCopyMode.Model ? CopyMode.Model : CopyMode.Translate,
        Source = _address.ToString(),
        ServerVersion = _source!.Version,
        SnapshotAt = _source.SnapshotAt,
        Run = Guid.NewGuid(),
    };

    private DataCopyReport Report(CopyPlan plan, DataCopyTable[] tables, int sessions) => new()
    {
        Ok = true,
        Rows = tables.Sum(table => table.Rows),
        Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3),
        Tables = tables,
        SkippedTables = plan.SkippedTables,
        Unmapped = plan.Unmapped,
        SourceDatabase = _address.ToString(),
        SourceVersion = _source!.Version,
        SnapshotAt = _source.SnapshotAt,
        Objects = [.. plan.Map.Outcomes.Where(outcome => outcome.Outcome != ObjectOutcome.Translated).Select(outcome =>
            new DataCopyObject(outcome.Kind, outcome.ShownName, outcome.Outcome, outcome.Reason))],
        Timings = _timings.End(),
        Snapshots = sessions,
    };

    private static DataCopyTable Result(MappedTable table, TableTotals totals, long sourceRows)
    {
        var fills = new SortedDictionary<string, long>(totals.Fills.ToDictionary(), StringComparer.Ordinal);
        if (totals.Rows > 0)
        {
            foreach (var name in table.Constants.Where(fill => fill.Counted).Select(fill => fill.Column).Concat(table.AbsentColumns))
                fills[name] = totals.Rows;
        }
        return new DataCopyTable
        {
            Name = table.Target,
            SourceRows = sourceRows,
            Rows = totals.Rows,
            Seconds = Math.Round(totals.Seconds, 3),
            Bytes = totals.Bytes,
            Fills = fills,
            AbsentColumns = table.AbsentColumns.Count > 0 ? table.AbsentColumns : null,
            NegativeZeros = totals.NegativeZeros,
        };
    }

    private static void RequireCount(SqliteFile file, DataCopyTable table)
    {
        var counted = TargetChecks.CountRows(file, table.Name);
        if (table.SourceRows != table.Rows || table.Rows != counted)
        {
            throw new DataMigrationException($"{table.Name} has {table.SourceRows} rows in the source, {table.Rows} were written and {counted} are in the target. "
                + "The target is untouched; copy again, and report this if it happens again.");
        }
    }

    private void Enter(DataCopyPhase phase, string timing)
    {
        _timings.Begin(timing);
        _progress.Enter(phase);
    }
}
