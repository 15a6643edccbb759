using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Keeps the sidecar (<c>_pg_exact</c>) right while rows change.</summary>
internal sealed class ExactRows(SqliteFile file) : IDisposable
{
    private readonly ExactInsert _insert = new(file);
    private readonly sqlite3_stmt _forget = file.Prepare("DELETE FROM _pg_exact WHERE table_id = ?1 AND row_id = ?2");
    private readonly sqlite3_stmt _forgetOne = file.Prepare("DELETE FROM _pg_exact WHERE table_id = ?1 AND row_id = ?2 AND column_id = ?3");
    private readonly sqlite3_stmt _move = file.Prepare("UPDATE _pg_exact SET row_id = ?3 WHERE table_id = ?1 AND row_id = ?2");
    private readonly sqlite3_stmt _read = file.Prepare("SELECT column_id, pgtext FROM _pg_exact WHERE table_id = ?1 AND row_id = ?2 ORDER BY column_id");

    /// <summary>Takes away what no longer holds, and moves the rest with its row.</summary>
    /// <param name="table">Number of the table.</param>
    /// <param name="row">Number of the row before.</param>
    /// <param name="now">Number of the row from now on.</param>
    /// <param name="columns">The columns that changed; null for all.</param>
    public void Forget(int table, long row, long now, IReadOnlyList<int>? columns)
    {
        if (columns is null)
        {
            Run(_forget, table, row);
            return;
        }
        foreach (var column in columns)
            Run(_forgetOne, table, row, column);
        if (now != row)
            Run(_move, table, row, now);
    }

    public void Write(int table, long row, IReadOnlyList<ExactEntry> entries) => _insert.Write(table, row, entries);

    /// <summary>Whether a row has these entries and no others.</summary>
    public bool Matches(int table, long row, IReadOnlyList<ExactEntry> entries)
    {
        raw.sqlite3_bind_int64(_read, 1, table);
        raw.sqlite3_bind_int64(_read, 2, row);
        try
        {
            foreach (var entry in entries.OrderBy(entry => entry.Column))
            {
                if (!file.Step(_read) || raw.sqlite3_column_int64(_read, 0) != entry.Column || Text() != entry.Text)
                    return false;
            }
            return !file.Step(_read);
        }
        finally
        {
            raw.sqlite3_reset(_read);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        foreach (var statement in new[] { _forget, _forgetOne, _move, _read })
            statement.Dispose();
    }

    private string? Text() => raw.sqlite3_column_type(_read, 1) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(_read, 1).utf8_to_string();

    private void Run(sqlite3_stmt statement, params ReadOnlySpan<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            raw.sqlite3_bind_int64(statement, i + 1, numbers[i]);
        try
        {
            file.Step(statement);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }
}
