using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Demo;

/// <summary>Inserts many rows of one table through one prepared statement.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteCommand command;

    /// <param name="connection">Open, inside a transaction.</param>
    /// <param name="transaction">That transaction.</param>
    /// <param name="table">Trusted name.</param>
    /// <param name="columns">Trusted names, separated by commas.</param>
    public RowWriter(SqliteConnection connection, SqliteTransaction transaction, string table, string columns)
    {
        command = connection.CreateCommand();
        command.Transaction = transaction;
        var count = columns.Split(',').Length;
        command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(',', Enumerable.Range(0, count).Select(i => "@p" + i))})";
        for (var i = 0; i < count; i++)
            command.Parameters.Add(new SqliteParameter("@p" + i, null));
        command.Prepare();
    }

    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
