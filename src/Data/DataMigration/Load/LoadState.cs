using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>How far one table is.</summary>
internal sealed class TableState
{
    public TablePosition Position { get; set; }
    public TableTotals Totals { get; set; } = new();

    /// <summary>What its parts were when its first row was read.</summary>
    public string Sizes { get; set; } = "";

    /// <summary>The snapshot, counted from 1, its first row was read under; 0 before.</summary>
    public int Session { get; set; }
}

/// <summary>
/// What a copy has done so far, kept in the file it makes and committed with the rows, so that a later run can go on from
/// there. Gone when the file is done.
/// </summary>
internal sealed class LoadState
{
    private readonly SqliteFile _file;
    private readonly DatabaseMap _map;
    private readonly Dictionary<int, TableState> _tables = [];

    // By table, what its parts are under the snapshot that is read.
    private readonly Dictionary<int, string> _sizes = [];

    private LoadState(SqliteFile file, DatabaseMap map) => (_file, _map) = (file, map);

    /// <summary>What is put back, or made, after the rows are there.</summary>
    public IReadOnlyList<LateStatement> Late { get; private set; } = [];

    /// <summary>Snapshots that rows were read under so far.</summary>
    public int Session { get; private set; }

    /// <summary>Tables with rows that an earlier snapshot gave.</summary>
    public IReadOnlyList<MappedTable> OfEarlierSessions => [.. _map.Tables.Where(table => this[table].Session > 0 && this[table].Session < Session)];

    public TableState this[MappedTable table] => _tables[table.Id];

    /// <param name="file">The target with its empty tables.</param>
    /// <param name="map">What will be loaded.</param>
    /// <param name="source">Identifies the source's database.</param>
    /// <param name="late">Run after the rows.</param>
    public static LoadState Create(SqliteFile file, DatabaseMap map, string source, IReadOnlyList<LateStatement> late)
    {
        // All of it or nothing: a state that is there is gone on with, and must name every index that is still to be made.
        file.Execute($"""
            BEGIN;
            CREATE TABLE _pg_load_run (source TEXT NOT NULL, map TEXT NOT NULL, session INTEGER NOT NULL) STRICT;
            CREATE TABLE _pg_load (table_id INTEGER PRIMARY KEY, part INTEGER NOT NULL, block INTEGER NOT NULL, finished INTEGER NOT NULL, session INTEGER NOT NULL, sizes TEXT NOT NULL,
                rows INTEGER NOT NULL, bytes INTEGER NOT NULL, negative_zeros INTEGER NOT NULL, seconds REAL NOT NULL, fills TEXT NOT NULL) STRICT;
            CREATE TABLE _pg_load_late (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sql TEXT NOT NULL) STRICT;
            CREATE TABLE _pg_load_key (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT;
            INSERT INTO _pg_load_run VALUES ({SqliteFile.Literal(source)}, '{Fingerprint(map)}', 0);
            """);
        foreach (var statement in late)
            file.Execute($"INSERT INTO _pg_load_late (kind, name, sql) VALUES ({SqliteFile.Literal(statement.Kind)}, {SqliteFile.Literal(statement.Name)}, {SqliteFile.Literal(statement.Sql)})");
        file.Execute("COMMIT");
        return Read(file, map);
    }

    /// <summary>Whether an earlier run left a state to go on from.</summary>
    public static bool Exists(SqliteFile file) => file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = '_pg_load_run'") > 0;

    /// <inheritdoc cref="RequireSame"/>
    public static LoadState Resume(SqliteFile file, DatabaseMap map, string source)
    {
        RequireSame(file, map, source);
        return Read(file, map);
    }

    /// <summary>What is read now is what was begun with.</summary>
    /// <exception cref="DataMigrationException">It belongs to another source, or the source's structure has changed.</exception>
    public static void RequireSame(SqliteFile file, DatabaseMap map, string source)
    {
        var run = file.Query("SELECT source, map FROM _pg_load_run")[0];
        if (run[0] != source)
            throw new DataMigrationException("The copy to be resumed is of another source database. Name that one, or copy anew (without --resume).");
        if (run[1] != Fingerprint(map))
            throw new DataMigrationException("The source's tables, or what of them is copied, changed since the copy to be resumed began. Copy anew (without --resume).");
    }

    /// <summary>Another snapshot is read from now on. Tables that are no longer what they were are emptied.</summary>
    public void BeginSession(IReadOnlyList<IReadOnlyList<PartSize>> sizes)
    {
        Session++;
        _file.Execute($"BEGIN; UPDATE _pg_load_run SET session = {Session}");
        for (var i = 0; i < _map.Tables.Count; i++)
        {
            var now = _sizes[_map.Tables[i].Id] = string.Join(' ', sizes[i].Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.File}:{size.Blocks}")));
            var state = this[_map.Tables[i]];
            if (state.Session > 0 && state.Sizes != now)
                Empty(_map.Tables[i]);
            else if (state.Session == 0)
                state.Sizes = now;
        }
        _file.Execute("COMMIT");
    }

    /// <summary>All rows of a chunk are written.</summary>
    public void Advance(Chunk chunk)
    {
        var state = this[chunk.Table];
        state.Session = state.Session == 0 ? Session : state.Session;
        state.Position = chunk.To is { } to ? new TablePosition(chunk.Part, to, false) : new TablePosition(chunk.Part + 1, 0, chunk.Ends);
    }

    /// <summary>Writes how far a table is; in the transaction that has its rows.</summary>
    public void Save(MappedTable table)
    {
        var state = this[table];
        var totals = state.Totals;
        _file.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT OR REPLACE INTO _pg_load VALUES ({table.Id}, {state.Position.Part}, {state.Position.Block}, {(state.Position.Finished ? 1 : 0)}, {state.Session}, {SqliteFile.Literal(state.Sizes)},
                {totals.Rows}, {totals.Bytes}, {totals.NegativeZeros}, {totals.Seconds}, {SqliteFile.Literal(totals.FillsAsJson())})
            """));
    }

    /// <summary>The rows that an earlier snapshot gave are those of the present one.</summary>
    public void Prove(MappedTable table)
    {
        this[table].Session = Session;
        Save(table);
    }

    /// <summary>Takes the rows of a table away, so that it is loaded from its beginning. Inside a transaction.</summary>
    public void Empty(MappedTable table)
    {
        _file.Execute($"DELETE FROM {SqliteFile.Quote(table.Target)}; DELETE FROM _pg_exact WHERE table_id = {table.Id}; DELETE FROM _pg_load WHERE table_id = {table.Id}");
        _tables[table.Id] = new TableState { Sizes = _sizes[table.Id] };
    }

    /// <summary>Reads again what was committed, after a transaction was rolled back.</summary>
    public void Reload()
    {
        Session = (int)_file.QueryInteger("SELECT session FROM _pg_load_run");
        foreach (var table in _map.Tables)
            _tables[table.Id] = new TableState { Sizes = _sizes.GetValueOrDefault(table.Id, "") };
        foreach (var row in _file.Query("SELECT table_id, part, block, finished, session, sizes, rows, bytes, negative_zeros, seconds, fills FROM _pg_load"))
        {
            _tables[int.Parse(row[0]!, CultureInfo.InvariantCulture)] = new TableState
            {
                Position = new TablePosition(int.Parse(row[1]!, CultureInfo.InvariantCulture), Long(row[2]), row[3] == "1"),
                Session = int.Parse(row[4]!, CultureInfo.InvariantCulture),
                Sizes = row[5]!,
                Totals = new TableTotals(Long(row[6]), Long(row[7]), Long(row[8]), double.Parse(row[9]!, CultureInfo.InvariantCulture), row[10]),
            };
        }
    }

    /// <summary>The file is done: nothing of this is left in it.</summary>
    public static void Drop(SqliteFile file) => file.Execute("DROP TABLE _pg_load; DROP TABLE _pg_load_run; DROP TABLE _pg_load_late; DROP TABLE _pg_load_key");

    private static LoadState Read(SqliteFile file, DatabaseMap map)
    {
        var state = new LoadState(file, map)
        {
            Late = [.. file.Query("SELECT kind, name, sql FROM _pg_load_late ORDER BY position").Select(row => new LateStatement(row[0]!, row[1]!, row[2]!))],
        };
        state.Reload();
        return state;
    }

    // Everything that decides what is read and how it is written; not the statistics, which change by themselves.
    private static string Fingerprint(DatabaseMap map)
    {
        var tables = map.Tables.Select(table => new
        {
            table.Id,
            table.Schema,
            table.Source,
            table.Target,
            table.Key,
            Parts = table.Parts.Select(part => part.Rows),
            Columns = table.Columns.Select(column => column with { Fill = null }),
            Derived = table.Derived.Select(derived => derived.Column),
            Constants = table.Constants.Select(fill => fill.Column + fill.Literal),
        });
        var text = JsonSerializer.Serialize(new { map.Mode, Format = CopyRecord.CurrentFormat, tables, map.CreateTables, map.Late });
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static long Long(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);
}
