using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>What a loaded file gets beside its rows. Each step can be done again.</summary>
internal static class TargetFinish
{
    // Sorted in pieces that stay near the processor, and merged: a fifth faster than pieces of the load's cache, and a thread
    // beside it gains nothing that it does not cost.
    private const int SortKilobytes = 8 << 10;

    // Rows of an index that ANALYZE looks at for each distinct prefix; enough for the planner, and no second reading of the file.
    private const int AnalysisLimit = 1000;

    /// <summary>Puts back, or makes, what comes after the rows.</summary>
    public static void Index(SqliteFile file, DatabaseMap map, LoadState state, CancellationToken cancellationToken)
    {
        KeyCounting.Restore(file);
        file.Execute($"PRAGMA cache_size = -{SortKilobytes}; PRAGMA threads = 0");
        SecondaryObjects.PutBack(file, state.Late, cancellationToken);
        var given = map.Sequences.Where(sequence => sequence.Table is not null)
            .ToLookup(sequence => sequence.Table!.Value, sequence => sequence.Given);
        for (var i = 0; i < map.Tables.Count; i++)
            TargetChecks.SeedSequence(file, map.Tables[i], given[i].DefaultIfEmpty(0).Max());
        file.Execute($"PRAGMA analysis_limit = {AnalysisLimit}; ANALYZE");
    }

    /// <summary>Writes the catalogue, and lets others read the file.</summary>
    public static void Describe(SqliteFile file, DatabaseMap map, LoadState state, CopyRecord record, IReadOnlyList<PostgresObject> definitions)
    {
        file.Execute("BEGIN");
        CatalogueWriter.Write(file, record, map, definitions, [.. map.Tables.Select(table => state[table].Totals.Rows)]);
        file.Execute("COMMIT; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE");
    }

    /// <summary>The last change to the file: what a later run would go on from is taken away.</summary>
    public static void Close(string path, CopyMode mode)
    {
        using var file = SqliteFile.Open(path, create: false);
        file.Execute("PRAGMA synchronous = OFF; BEGIN");
        LoadState.Drop(file);
        file.Execute("COMMIT");
        // As the application keeps its files; a reader could not make it so.
        if (mode == CopyMode.Model)
            file.Execute("PRAGMA journal_mode = WAL");
    }
}
