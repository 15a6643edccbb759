using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>A table whose changes are logged, and its triggers. They are made of the table's name and key alone, so that the same table has the same triggers everywhere.</summary>
/// <param name="Name">In SQLite.</param>
/// <param name="Key">Columns of its primary key, in the key's order; empty when it has none.</param>
internal sealed record ChangeLogTable(string Name, IReadOnlyList<string> Key)
{
    /// <summary>Name by trigger and statement, as sqlite_schema keeps it.</summary>
    public IEnumerable<(string Name, string Sql)> Triggers
    {
        get
        {
            yield return Trigger("insert", "AFTER INSERT ON", "", Log("new", ChangeLog.Inserted));
            yield return Trigger("delete", "AFTER DELETE ON", "", Log("old", ChangeLog.Deleted));
            yield return Trigger("update", "AFTER UPDATE ON", "", Log("new", ChangeLog.Updated));
            // Only a statement that sets the key pays for the comparison.
            if (Key.Count > 0)
                yield return Trigger("rekey", $"AFTER UPDATE OF {string.Join(", ", Key.Select(SqliteFile.Quote))} ON", $" WHEN {Expression("old")} IS NOT {Expression("new")}", Log("old", ChangeLog.Deleted));
        }
    }

    /// <summary>
    /// The key of a row as the log has it: the value itself of a single column; the values as SQL literals when there are
    /// several, which neither text, blobs nor floats fall out of; the row's number where there is no key.
    /// </summary>
    /// <param name="row">How the row is called: new, old, or an alias.</param>
    public string Expression(string row) => Key switch
    {
        [] => $"{row}.rowid",
        [var single] => $"{row}.{SqliteFile.Quote(single)}",
        _ => string.Join(" || ', ' || ", Key.Select(column => $"quote({row}.{SqliteFile.Quote(column)})")),
    };

    private string Log(string row, string operation) =>
        $"INSERT INTO {ChangeLog.Table} (\"table\", key, operation) VALUES ({SqliteFile.Literal(Name)}, {Expression(row)}, '{operation}');";

    private (string, string) Trigger(string change, string when, string condition, string body)
    {
        var name = $"{ChangeLog.Table}_{Name}_{change}";
        return (name, $"CREATE TRIGGER {SqliteFile.Quote(name)} {when} {SqliteFile.Quote(Name)}{condition} BEGIN {body} END");
    }
}
