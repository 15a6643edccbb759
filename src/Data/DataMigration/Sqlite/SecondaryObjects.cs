using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Sqlite;

/// <summary>
/// Indexes, views and triggers. They come after the rows: sorting once beats keeping order row by row, and no trigger is
/// meant for rows that come from the source.
/// </summary>
internal static class SecondaryObjects
{
    private const string Index = "index";
    private const string Trigger = "trigger";

    /// <summary>A full-text table that is filled from the table it belongs to.</summary>
    private const string FullText = "full text";

    /// <summary>Drops the indexes and triggers of an empty database and tells how to put them back.</summary>
    public static IReadOnlyList<LateStatement> TakeAway(SqliteFile file)
    {
        var indexes = Definitions(file, Index);
        var triggers = Definitions(file, Trigger);
        var fullText = file.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name")
            .Select(row => new LateStatement(FullText, row[0]!, $"INSERT INTO {SqliteFile.Quote(row[0]!)} ({SqliteFile.Quote(row[0]!)}) VALUES ('rebuild')"));
        DropAll(file, [.. triggers, .. indexes]);
        return [.. indexes, .. fullText, .. triggers];
    }

    /// <summary>Takes away what an earlier run had put back, before more rows come.</summary>
    public static void DropAll(SqliteFile file, IReadOnlyList<LateStatement> statements)
    {
        foreach (var statement in statements.Where(statement => statement.Kind != FullText))
            file.Execute($"DROP {statement.Kind} IF EXISTS {SqliteFile.Quote(statement.Name)}");
    }

    /// <summary>Makes what is not there yet.</summary>
    public static void PutBack(SqliteFile file, IReadOnlyList<LateStatement> statements, CancellationToken cancellationToken)
    {
        var present = file.Query("SELECT type, name FROM sqlite_schema").Select(row => (row[0]!, row[1]!)).ToHashSet();
        foreach (var statement in statements.Where(statement => !present.Contains((statement.Kind, statement.Name))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                file.Execute(statement.Sql);
            }
            catch (SqliteFileException error) when (error.Code == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                throw new DataMigrationException($"The index {statement.Name} allows each value once, and the source has some twice ({error.Message}). Remove the duplicates in the source and copy again.", error);
            }
            catch (SqliteFileException error) when (error.Code == SQLitePCL.raw.SQLITE_ERROR)
            {
                throw new DataMigrationException($"SQLite refuses the {statement.Kind} {statement.Name}: {error.Message}. Leave its table out (--exclude), and report this.", error);
            }
        }
    }

    // What SQLite made itself (the index of a key) has no SQL and stays.
    private static List<LateStatement> Definitions(SqliteFile file, string type) =>
        [.. file.Query($"SELECT name, sql FROM sqlite_schema WHERE type = '{type}' AND sql IS NOT NULL ORDER BY rowid").Select(row => new LateStatement(type, row[0]!, row[1]!))];
}
