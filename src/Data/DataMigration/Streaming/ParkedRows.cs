using System.Globalization;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// Rows that are out of the way for the rest of a transaction. PostgreSQL may check a unique constraint at the end of a
/// statement or transaction (DEFERRABLE), SQLite checks it at once: two rows that exchange their values would meet.
/// </summary>
internal sealed class ParkedRows(SqliteFile file, TableWriter writer)
{
    private const int UniqueViolated = 2067;

    private readonly string _table = SqliteFile.Quote(writer.Table.Target);
    private readonly string _number = SqliteFile.Quote(writer.Table.RowId!);
    private readonly string _parked = $"temp.adminapp_parked_{writer.Table.Id}";
    private IReadOnlyList<string[]>? _indexes;
    private int _count;

    /// <summary>Whether the target refused a change because another row has a value that must be there once.</summary>
    public static bool IsCause(Exception? error) => error is SqliteFileException { ExtendedCode: UniqueViolated };

    /// <summary>Parks the rows that have what a changed row is about to get.</summary>
    /// <param name="row">The new values.</param>
    /// <param name="find">Gives the numbers of the rows that have these columns of them.</param>
    /// <param name="itself">The row that is changed; null for a new one.</param>
    /// <returns>False when there is none: the refusal stands.</returns>
    public bool MakeWay(RowImage row, Func<RowImage, IReadOnlyList<StreamColumn>, IReadOnlyList<long>> find, long? itself)
    {
        var before = _count;
        foreach (var index in Indexes)
        {
            StreamColumn[] columns = [.. index.Select(name => writer.Columns[writer.IndexOf(name)])];
            if (columns.Any(column => row[column.Index].Kind != FieldKind.Text))
                continue;
            foreach (var other in find(row, columns).Where(other => other != itself))
                Park(other);
        }
        return _count > before;
    }

    /// <summary>Puts a parked row back that is about to be changed, and parks those in its way instead.</summary>
    /// <param name="found">Looks among the parked rows; null when it is not there.</param>
    public long? Fetch(Func<string, long?> found)
    {
        if (_count == 0 || found(_parked) is not { } row)
            return null;
        foreach (var other in Indexes.SelectMany(index => InTheWayOf(row, index)).Distinct().ToArray())
            Park(other);
        Return(row);
        return row;
    }

    /// <summary>Puts back whatever fits again.</summary>
    public void ReturnAll()
    {
        if (_count == 0)
            return;
        foreach (var row in Numbers($"SELECT row_id FROM {_parked}"))
        {
            if (!Indexes.Any(index => InTheWayOf(row, index).Count > 0))
                Return(row);
        }
    }

    /// <summary>At the end of a transaction every row is back.</summary>
    /// <exception cref="StreamFaultException">Some are not.</exception>
    public void RequireNone()
    {
        ReturnAll();
        if (_count > 0)
            throw new StreamFaultException($"Rows of {writer.Table.ShownName} have values twice that the target allows once. Drop the unique index in the target's source, or start the stream anew.");
    }

    /// <summary>The transaction was rolled back, and with it what was parked.</summary>
    public void Forget() => _count = 0;

    // Constraints have plain columns; whatever else is unique is checked by the source at once as well.
    private IReadOnlyList<string[]> Indexes => _indexes ??=
    [
        .. file.Query($"SELECT name FROM pragma_index_list({SqliteFile.Literal(writer.Table.Target)}) WHERE \"unique\" = 1 AND partial = 0")
            .Select(index => file.Query($"SELECT name FROM pragma_index_info({SqliteFile.Literal(index[0]!)}) ORDER BY seqno").Select(column => column[0]).ToArray())
            .Where(columns => columns.All(column => column is not null && writer.IndexOf(column) >= 0)).Select(columns => columns.Select(column => column!).ToArray()),
    ];

    private void Park(long row)
    {
        // Its columns get the affinity of the table's, so that values stay as they are.
        file.Execute($"CREATE TEMP TABLE IF NOT EXISTS adminapp_parked_{writer.Table.Id} AS SELECT t.{_number} AS row_id, t.* FROM {_table} AS t WHERE false");
        file.Execute($"INSERT INTO {_parked} SELECT t.{_number}, t.* FROM {_table} AS t WHERE t.{_number} = {Text(row)}; DELETE FROM {_table} WHERE {_number} = {Text(row)}");
        _count++;
    }

    private void Return(long row)
    {
        var columns = file.Query($"SELECT name FROM pragma_table_xinfo({SqliteFile.Literal(writer.Table.Target)}) WHERE hidden = 0").Select(column => SqliteFile.Quote(column[0]!)).ToList();
        var (into, from) = writer.Table.HasIntegerKey ? (columns, columns) : ([_number, .. columns], ["row_id", .. columns]);
        file.Execute($"INSERT INTO {_table} ({string.Join(", ", into)}) SELECT {string.Join(", ", from)} FROM {_parked} WHERE row_id = {Text(row)}; DELETE FROM {_parked} WHERE row_id = {Text(row)}");
        _count--;
    }

    private List<long> InTheWayOf(long row, string[] index)
    {
        var equal = string.Join(" AND ", index.Select(column => $"t.{SqliteFile.Quote(column)} = p.{SqliteFile.Quote(column)}"));
        return Numbers($"SELECT t.{_number} FROM {_parked} AS p JOIN {_table} AS t ON {equal} WHERE p.row_id = {Text(row)}");
    }

    private List<long> Numbers(string sql)
    {
        using var statement = file.Prepare(sql);
        var numbers = new List<long>();
        while (file.Step(statement))
            numbers.Add(raw.sqlite3_column_int64(statement, 0));
        return numbers;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
