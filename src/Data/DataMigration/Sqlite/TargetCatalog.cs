namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>How SQLite keeps a column's values (its affinity).</summary>
internal enum Affinity
{
    Integer,
    Real,
    Text,
    Blob,
}

internal sealed record TargetColumn(string Name, Affinity Affinity, bool NotNull, bool HasDefault, int KeyPosition);

internal sealed record TargetTable(string Name, IReadOnlyList<TargetColumn> Columns, IReadOnlyList<string> References)
{
    /// <summary>The column that stands for the rowid, if the key is a single whole number.</summary>
    public string? IntegerKey =>
        Columns.Where(column => column.KeyPosition > 0).ToArray() is [{ Affinity: Affinity.Integer } key] ? key.Name : null;
}

/// <summary>Reads the tables of a SQLite database, those that others reference first.</summary>
internal static class TargetCatalog
{
    public static IReadOnlyList<TargetTable> Read(SqliteFile file)
    {
        var names = file.Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_pg\\_%' ESCAPE '\\' AND name <> '_change_log' ORDER BY name");
        return InReferenceOrder([.. names.Select(row => ReadTable(file, row[0]!))]);
    }

    private static TargetTable ReadTable(SqliteFile file, string name)
    {
        // hidden: 0 ordinary, 1 of a virtual table, 2 and 3 generated (computed by SQLite, not to be written).
        var columns = file.Query($"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo({SqliteFile.Literal(name)}) WHERE hidden = 0 ORDER BY cid")
            .Select(row => new TargetColumn(row[0]!, AffinityOf(row[1]!), row[2] == "1", row[3] is not null, int.Parse(row[4]!, null)));
        var references = file.Query($"SELECT DISTINCT \"table\" FROM pragma_foreign_key_list({SqliteFile.Literal(name)})").Select(row => row[0]!);
        return new TargetTable(name, [.. columns], [.. references]);
    }

    private static Affinity AffinityOf(string declared) => declared.ToUpperInvariant() switch
    {
        "INTEGER" => Affinity.Integer,
        "REAL" => Affinity.Real,
        "TEXT" => Affinity.Text,
        "BLOB" => Affinity.Blob,
        var other => throw new DataMigrationException($"The target declares a column of type '{other}'; only INTEGER, REAL, TEXT and BLOB keep values as they are."),
    };

    private static List<TargetTable> InReferenceOrder(IReadOnlyList<TargetTable> tables)
    {
        var ordered = new List<TargetTable>(tables.Count);
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
            Visit(table);
        return ordered;

        // A cycle ends at the table that was visited first: any order is right then, since foreign keys are checked after the load.
        void Visit(TargetTable table)
        {
            if (!visited.Add(table.Name))
                return;
            foreach (var other in tables.Where(other => table.References.Contains(other.Name, StringComparer.OrdinalIgnoreCase)))
                Visit(other);
            ordered.Add(table);
        }
    }
}
