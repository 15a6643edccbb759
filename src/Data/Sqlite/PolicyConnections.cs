using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.Sqlite;

/// <summary>Connections outside EF Core, with the policy in force.</summary>
internal static class PolicyConnections
{
    /// <summary>Opens and applies the policy.</summary>
    public static SqliteConnection Open(this SqlitePolicy policy, string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            policy.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static int Execute(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>The rows of a query, each made by <paramref name="row"/>.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>
    /// Runs one long statement so that cancelling really stops it: SQLite looks at no token by itself, and its provider's
    /// asynchronous methods are synchronous.
    /// </summary>
    /// <exception cref="OperationCanceledException">The statement was stopped.</exception>
    public static T Interruptible<T>(this SqliteConnection connection, Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = cancellationToken.UnsafeRegister(handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle);
        try
        {
            return work();
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The statement was stopped.", fault, cancellationToken);
        }
    }
}
