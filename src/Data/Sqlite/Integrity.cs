using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sqlite;

/// <summary>What SQLite's own checks found in a database.</summary>
/// <param name="Damage">Lines of quick_check; empty when the structure is sound.</param>
/// <param name="BrokenReferences">Rows whose foreign key points nowhere.</param>
/// <param name="References">The same by table, for people: <c>invoices -> parties: 3</c>.</param>
public sealed record IntegrityReport(IReadOnlyList<string> Damage, long BrokenReferences, IReadOnlyList<string> References)
{
    public bool IsSound => Damage.Count == 0;
}

/// <summary>Checks that cost a read of the whole file: run them off a request's or a page's thread.</summary>
public static class Integrity
{
    private const int LinesShown = 20;

    /// <summary>quick_check, then foreign_key_check when the structure is sound. A file that cannot be read is damage, not an exception.</summary>
    public static IntegrityReport Check(SqliteConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return connection.Interruptible(() => Check(connection), cancellationToken);
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            return Damaged(fault.Message);
        }
    }

    /// <summary>The report of a file that cannot even be opened.</summary>
    public static IntegrityReport Damaged(string line) => new([line], 0, []);

    /// <summary>Rows of every ordinary table, by name: neither SQLite's, EF Core's nor a full-text index's own tables.</summary>
    public static SortedDictionary<string, long> CountRows(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in TablesOf(connection))
            counts[table] = connection.Interruptible(
                () => Convert.ToInt64(connection.Scalar($"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\""), CultureInfo.InvariantCulture),
                cancellationToken);
        return counts;
    }

    /// <summary>The ordinary tables, see <see cref="CountRows"/>.</summary>
    internal static List<string> TablesOf(SqliteConnection connection) => connection.Query(
        """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_\_EF%' ESCAPE '\'""",
        row => row.GetString(0));

    private static IntegrityReport Check(SqliteConnection connection)
    {
        var lines = connection.Query($"PRAGMA quick_check({LinesShown})", row => row.GetString(0));
        if (lines is not ["ok"])
            return new IntegrityReport(lines, 0, []);
        var references = connection.Query(
            """SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 3 DESC""",
            row => (From: row.GetString(0), To: row.GetString(1), Count: row.GetInt64(2)));
        return new IntegrityReport([], references.Sum(r => r.Count), [.. references.Take(LinesShown).Select(r => $"{r.From} -> {r.To}: {r.Count}")]);
    }
}
