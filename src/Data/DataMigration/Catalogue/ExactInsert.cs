using System.Text;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>An entry of the sidecar (<c>_pg_exact</c>).</summary>
/// <param name="Column">Index of the column in the map.</param>
/// <param name="Stored">What the column gets: null, a long, a double or a string.</param>
/// <param name="Text">PostgreSQL's text; null for NULL.</param>
internal readonly record struct ExactEntry(int Column, object? Stored, string? Text);

/// <summary>Writes entries of the sidecar.</summary>
internal sealed class ExactInsert(SqliteFile file) : IDisposable
{
    private readonly sqlite3_stmt _insert = file.Prepare(CatalogueSql.InsertExact);

    public void Write(int table, long row, IReadOnlyList<ExactEntry> entries)
    {
        foreach (var (column, stored, text) in entries)
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
            try
            {
                file.Step(_insert);
            }
            finally
            {
                raw.sqlite3_reset(_insert);
            }
        }
    }

    public void Dispose() => _insert.Dispose();
}
