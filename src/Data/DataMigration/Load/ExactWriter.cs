using System.Text;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Keeps the exact text of values that their column cannot hold. They are gathered while a row is bound, and written when
/// its number is known.
/// </summary>
internal sealed class ExactWriter(SqliteFile file) : IDisposable
{
    private readonly List<(int Column, object? Stored, string? Text)> _ofRow = [];
    private readonly sqlite3_stmt _insert = file.Prepare(CatalogueSql.InsertExact);

    /// <param name="column">Index of the column in the map.</param>
    /// <param name="stored">What the column gets: null, a long, a double or a string.</param>
    /// <param name="text">PostgreSQL's text; null for NULL.</param>
    public void Add(int column, object? stored, string? text) => _ofRow.Add((column, stored, text));

    public bool HasAny => _ofRow.Count > 0;

    /// <summary>Writes the values of the row.</summary>
    public void Write(int table, long row)
    {
        foreach (var (column, stored, text) in _ofRow)
        {
            raw.sqlite3_bind_int64(_insert, 1, table);
            raw.sqlite3_bind_int64(_insert, 2, row);
            raw.sqlite3_bind_int64(_insert, 3, column);
            switch (stored)
            {
                case long number:
                    raw.sqlite3_bind_int64(_insert, 4, number);
                    break;
                case double number:
                    raw.sqlite3_bind_double(_insert, 4, number);
                    break;
                case string value:
                    raw.sqlite3_bind_text(_insert, 4, Encoding.UTF8.GetBytes(value));
                    break;
                default:
                    raw.sqlite3_bind_null(_insert, 4);
                    break;
            }
            if (text is null)
                raw.sqlite3_bind_null(_insert, 5);
            else
                raw.sqlite3_bind_text(_insert, 5, text);
            file.Step(_insert);
            raw.sqlite3_reset(_insert);
        }
        _ofRow.Clear();
    }

    public void Dispose() => _insert.Dispose();
}
