namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// Indexes and triggers, which are taken away before a load and put back afterwards: sorting once beats keeping order
/// row by row, and no trigger is meant for rows that come from the source.
/// </summary>
internal sealed class SecondaryObjects
{
    private readonly List<(string Name, string Sql)> _indexes;
    private readonly List<(string Name, string Sql)> _triggers;
    private readonly List<string> _fullTextTables;

    private SecondaryObjects(SqliteFile file)
    {
        _indexes = Definitions(file, "index");
        _triggers = Definitions(file, "trigger");
        _fullTextTables = [.. file.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name").Select(row => row[0]!)];
    }

    public static SecondaryObjects TakeAway(SqliteFile file)
    {
        var objects = new SecondaryObjects(file);
        foreach (var (name, _) in objects._triggers)
            file.Execute($"DROP TRIGGER {SqliteFile.Quote(name)}");
        foreach (var (name, _) in objects._indexes)
            file.Execute($"DROP INDEX {SqliteFile.Quote(name)}");
        return objects;
    }

    /// <summary>Puts everything back; full-text tables are filled from the tables they belong to.</summary>
    public void PutBack(SqliteFile file, CancellationToken cancellationToken)
    {
        foreach (var (name, sql) in _indexes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                file.Execute(sql);
            }
            catch (SqliteFileException error) when (error.Code == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                throw new DataMigrationException($"The index {name} allows each value once, and the source has some twice ({error.Message}). Remove the duplicates in the source and copy again.", error);
            }
        }
        foreach (var table in _fullTextTables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var quoted = SqliteFile.Quote(table);
            file.Execute($"INSERT INTO {quoted} ({quoted}) VALUES ('rebuild')");
        }
        foreach (var (_, sql) in _triggers)
            file.Execute(sql);
    }

    // What SQLite made itself (the index of a key) has no SQL and stays.
    private static List<(string Name, string Sql)> Definitions(SqliteFile file, string type) =>
        [.. file.Query($"SELECT name, sql FROM sqlite_schema WHERE type = '{type}' AND sql IS NOT NULL ORDER BY rowid").Select(row => (row[0]!, row[1]!))];
}
