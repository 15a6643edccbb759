using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What is known of a tenant's change log.</summary>
/// <param name="Installed">The file has one.</param>
/// <param name="Entries">Changes logged, several of one row included.</param>
/// <param name="Missing">Triggers that should be there and are not, or are others: what was written without them is not in the log.</param>
internal sealed record ChangeLogState(bool Installed, long Entries, IReadOnlyList<string> Missing);

/// <summary>
/// Keeps which rows of a tenant's file changed since its cutover, so that a fallback can take exactly those back: triggers on
/// every table write the key of each row that is inserted, updated or deleted. They are part of the file, so they are in its
/// backups and come back with them.
/// </summary>
internal static class ChangeLog
{
    /// <summary>Its name, and the beginning of the names of its triggers.</summary>
    public const string Table = "_change_log";

    public const string Inserted = "insert", Updated = "update", Deleted = "delete";

    /// <summary>Of an entry without a key: a schema migration made the table anew, so that any of its rows may differ.</summary>
    public const string Rebuilt = "rebuilt";

    // A plain rising number: no sqlite_sequence is written, and the entries lie in their order.
    private const string CreateTable = $"CREATE TABLE {Table} (seq INTEGER PRIMARY KEY, \"table\" TEXT NOT NULL, key ANY, operation TEXT NOT NULL) STRICT";

    private const string TriggersThere = @"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '\_change\_log\_%' ESCAPE '\'";

    // Ordinary tables: no virtual ones and none that belong to them. What the copy and EF Core keep for themselves is no data.
    private const string Columns = @"
        SELECT t.name, c.name FROM pragma_table_list AS t LEFT JOIN pragma_table_info(t.name) AS c ON c.pk > 0
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name <> '_change_log'
          AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name NOT LIKE '\_pg\_%' ESCAPE '\' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
        ORDER BY t.name, c.pk";

    /// <summary>Begins a new log: an earlier one is gone, and from the commit on every change is in it. In the caller's transaction if there is one.</summary>
    /// <param name="connection">An open, writing connection to the tenant's file.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    public static Task InstallAsync(SqliteConnection connection, CancellationToken cancellationToken) => InSavepointAsync(connection, () =>
    {
        Remove(connection);
        connection.Execute(CreateTable);
        foreach (var (_, sql) in TablesOf(connection).SelectMany(table => table.Triggers))
            connection.Execute(sql);
    }, cancellationToken);

    /// <summary>Takes the log and its triggers away; nothing happens where there is none. In the caller's transaction if there is one.</summary>
    /// <inheritdoc cref="InstallAsync"/>
    public static Task RemoveAsync(SqliteConnection connection, CancellationToken cancellationToken) =>
        InSavepointAsync(connection, () => Remove(connection), cancellationToken);

    /// <summary>
    /// Puts triggers back that a schema migration lost, and logs each such table as a whole, since what happened without them
    /// is not known. Nothing happens in a file without a log.
    /// </summary>
    /// <inheritdoc cref="InstallAsync"/>
    public static Task RepairAsync(SqliteConnection connection, CancellationToken cancellationToken) => InSavepointAsync(connection, () =>
    {
        if (!IsInstalled(connection))
            return;
        var there = There(connection);
        var tables = TablesOf(connection);
        var wanted = tables.SelectMany(table => table.Triggers).ToDictionary(trigger => trigger.Name, trigger => trigger.Sql, StringComparer.Ordinal);
        foreach (var name in there.Where(trigger => wanted.GetValueOrDefault(trigger.Key) != trigger.Value).Select(trigger => trigger.Key))
            connection.Execute($"DROP TRIGGER {SqliteFile.Quote(name)}");
        foreach (var table in tables)
        {
            var lost = table.Triggers.Where(trigger => there.GetValueOrDefault(trigger.Name) != trigger.Sql).ToArray();
            foreach (var (_, sql) in lost)
                connection.Execute(sql);
            if (lost.Length > 0)
                connection.Execute($"INSERT INTO {Table} (\"table\", key, operation) VALUES ({SqliteFile.Literal(table.Name)}, NULL, '{Rebuilt}')");
        }
    }, cancellationToken);

    /// <summary>Whether there is a log, and whether it is whole.</summary>
    public static ChangeLogState Read(SqliteConnection connection)
    {
        if (!IsInstalled(connection))
            return new ChangeLogState(false, 0, []);
        var there = There(connection);
        var missing = TablesOf(connection).SelectMany(table => table.Triggers).Where(trigger => there.GetValueOrDefault(trigger.Name) != trigger.Sql).Select(trigger => trigger.Name);
        return new ChangeLogState(true, connection.Query($"SELECT count(*) FROM {Table}", row => row.GetInt64(0)).Single(), [.. missing]);
    }

    /// <summary>The tables of a file whose changes are logged.</summary>
    public static IReadOnlyList<ChangeLogTable> TablesOf(SqliteConnection connection) =>
        [.. connection.Query(Columns, row => (Table: row.GetString(0), Column: row.IsDBNull(1) ? null : row.GetString(1)))
            .GroupBy(row => row.Table, row => row.Column)
            .Select(table => new ChangeLogTable(table.Key, [.. table.OfType<string>()]))];

    private static bool IsInstalled(SqliteConnection connection) =>
        connection.Query($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{Table}'", row => row.GetInt64(0)).Single() > 0;

    private static Dictionary<string, string> There(SqliteConnection connection) =>
        connection.Query(TriggersThere, row => (row.GetString(0), row.GetString(1))).ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);

    private static void Remove(SqliteConnection connection)
    {
        foreach (var name in There(connection).Keys)
            connection.Execute($"DROP TRIGGER {SqliteFile.Quote(name)}");
        connection.Execute($"DROP TABLE IF EXISTS {Table}");
    }

    private static Task InSavepointAsync(SqliteConnection connection, Action work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        connection.Execute("SAVEPOINT change_log");
        try
        {
            work();
            connection.Execute("RELEASE change_log");
        }
        catch
        {
            connection.Execute("ROLLBACK TO change_log; RELEASE change_log");
            throw;
        }
        return Task.CompletedTask;
    }
}
