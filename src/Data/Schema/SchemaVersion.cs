using System.Globalization;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Schema;

/// <summary>
/// A row of <c>__EFMigrationsLock</c>. EF Core inserts it before migrating and deletes it afterwards; a process that died in
/// between leaves it, and the next migration would wait for it for ever.
/// </summary>
/// <param name="Since">When it was taken, UTC; null when the row holds no readable time.</param>
public sealed record SchemaLock(DateTime? Since);

/// <summary>What a database file says of its own schema.</summary>
/// <param name="Applied">Migration ids, oldest first.</param>
internal sealed record SchemaVersion(IReadOnlyList<string> Applied, SchemaLock? Lock)
{
    private const string HistoryTable = "__EFMigrationsHistory";
    private const string LockTable = "__EFMigrationsLock";

    /// <summary>Id of the newest migration applied; null before the first.</summary>
    public string? Current => Applied.Count > 0 ? Applied[^1] : null;

    public static SchemaVersion Read(SqliteConnection connection)
    {
        var applied = Exists(connection, HistoryTable) ? ReadApplied(connection) : [];
        var held = Exists(connection, LockTable)
            ? connection.Query($"SELECT Timestamp FROM {LockTable} LIMIT 1", row => new SchemaLock(Parse(row.GetValue(0) as string)))
            : [];
        return new SchemaVersion(applied, held.SingleOrDefault());
    }

    /// <summary>Ids of the migrations that were applied, oldest first, where the history is known to be there.</summary>
    public static List<string> ReadApplied(SqliteConnection connection) =>
        connection.Query($"SELECT MigrationId FROM {HistoryTable} ORDER BY MigrationId", row => row.GetString(0));

    /// <summary>
    /// Removes an abandoned lock. Only for the owner of the data directory and behind the file's write gate: then no migration
    /// can be under way, so whoever wrote the row is dead.
    /// </summary>
    public static void ClearLock(SqliteConnection connection)
    {
        if (Exists(connection, LockTable))
            connection.Execute($"DELETE FROM {LockTable}");
    }

    private static bool Exists(SqliteConnection connection, string table) =>
        connection.Scalar($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{table}'") is not null;

    private static DateTime? Parse(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
