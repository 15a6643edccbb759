using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Loads all tables whatever happens to the source meanwhile: when a snapshot is lost, the load goes on under another one, and
/// what an earlier snapshot gave is proven against the new one or loaded again.
/// </summary>
internal sealed class LoadSessions
{
    private readonly DataCopyRequest _request;
    private readonly SourceAddress _address;
    private readonly string _path;
    private readonly SqliteFile _file;
    private readonly DatabaseMap _map;
    private readonly LoadState _state;
    private readonly SourceReading _reading;
    private readonly CancellationToken _cancelled;
    private readonly Loader _loader;

    public LoadSessions(
        DataCopyRequest request, SourceAddress address, string path, SqliteFile file, DatabaseMap map, LoadState state, SourceReading reading, ProgressReporter progress,
        CancellationToken cancellationToken)
    {
        _request = request;
        _address = address;
        _path = path;
        _file = file;
        _map = map;
        _state = state;
        _reading = reading;
        _cancelled = cancellationToken;
        _loader = new Loader(file, map, state, progress, new LoadOptions(Math.Max(1, request.Jobs), request.ChunkBytes, request.CommitBytes, request.Retries, request.OnTableStarted));
    }

    public double ReadersWaited => _loader.ReadersWaited;
    public double WriterWaited => _loader.WriterWaited;

    /// <param name="source">Holds the first snapshot; holds the last one afterwards.</param>
    /// <exception cref="SourceLostException">It did not come back in time.</exception>
    public void Run(ref PostgresSource? source)
    {
        KeyCounting.Suspend(_file);
        for (var failures = 0; ;)
        {
            var before = RowsWritten;
            try
            {
                source ??= Reopen();
                Load(source);
                return;
            }
            catch (SourceLostException error) when (!_cancelled.IsCancellationRequested)
            {
                source?.Dispose();
                source = null;
                _state.Reload();
                failures = RowsWritten > before ? 1 : failures + 1;
                if (!_request.Retries.Wait(failures, _cancelled))
                    throw new SourceLostException(error.InnerException!);
            }
        }
    }

    private long RowsWritten => _map.Tables.Sum(table => _state[table].Totals.Rows);

    private PostgresSource Reopen() => SourceLostException.Guard(() =>
    {
        var source = PostgresSource.Open(_address, _cancelled, _request.Snapshot);
        try
        {
            LoadState.RequireSame(_file, _reading.Plan(source, _cancelled).Map, SourceReading.Identify(source));
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    });

    private void Load(PostgresSource source)
    {
        var sizes = SourceLostException.Guard(() =>
        {
            source.Lock([.. _map.Tables.SelectMany(table => table.Parts).Select(part => part.From)]);
            return PartSize.Read(source, _map.Tables);
        });
        _state.BeginSession(sizes);
        do
        {
            LoadUnder(source, sizes);
        }
        while (!EarlierAreProven(source));
    }

    private void LoadUnder(PostgresSource source, IReadOnlyList<IReadOnlyList<PartSize>> sizes)
    {
        while (true)
        {
            try
            {
                _loader.Load(source, sizes, _cancelled);
                return;
            }
            catch (RowRefusedException error)
            {
                _state.Reload();
                // A row that moved between two snapshots may come twice; under one snapshot it is the source's own fault.
                if (!_state.OfEarlierSessions.Contains(error.Table))
                    throw new DataMigrationException(error.Message, error);
                Empty([error.Table]);
            }
        }
    }

    // Whether all that earlier snapshots gave is as the source is now; tables that are not are emptied.
    private bool EarlierAreProven(PostgresSource source)
    {
        var earlier = _state.OfEarlierSessions;
        if (earlier.Count == 0)
            return true;
        var wrong = FindWrong(source, earlier);
        Empty(wrong);
        foreach (var table in earlier.Except(wrong))
            _state.Prove(table);
        return wrong.Count == 0;
    }

    private List<MappedTable> FindWrong(PostgresSource source, IReadOnlyList<MappedTable> tables)
    {
        // The proof reads over connections of its own.
        _file.Execute("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema");
        try
        {
            return SourceLostException.Guard(() =>
            {
                using var running = _request.Proof.Start(source, _map, tables, null, _cancelled);
                var differences = running.Compare(_path);
                return tables.Where(table => differences.ContainsKey(table.Id)).ToList();
            });
        }
        finally
        {
            _file.Execute("PRAGMA locking_mode = EXCLUSIVE");
        }
    }

    private void Empty(IReadOnlyList<MappedTable> tables)
    {
        if (tables.Count == 0)
            return;
        _file.Execute("BEGIN");
        foreach (var table in tables)
            _state.Empty(table);
        _file.Execute("COMMIT");
    }
}
