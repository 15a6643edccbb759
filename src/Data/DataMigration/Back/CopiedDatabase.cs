using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Ddl;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Back;

/// <summary>What the catalogue of a copy says about its source.</summary>
internal sealed record CopiedDatabase(CopyRecord Record, DatabaseMap Map, IReadOnlyList<PostgresObject> Ddl)
{
    private static readonly HashSet<string> SaidWithTheirObject = new(StringComparer.Ordinal) { "owner", "privilege", "comment" };
    private static readonly HashSet<string> AccessKinds = new(StringComparer.Ordinal) { "owner", "privilege", "default privilege", EventTriggerDdl.Kind };

    public IEnumerable<PostgresObject> BeforeRows => Ddl.Where(item => item.Section == DdlSection.PreData);

    public IEnumerable<PostgresObject> AfterRows => Ddl.Where(item => item.Section == DdlSection.PostData && !AccessKinds.Contains(item.Kind));

    /// <summary>Who owns and may do what: after it, whoever restores may have no right to anything.</summary>
    public IEnumerable<PostgresObject> Access => Ddl.Where(item => item.Section == DdlSection.PostData && AccessKinds.Contains(item.Kind));

    /// <summary>What is not made because it is a table that was not copied, or needs one. What belongs to such a table goes without saying.</summary>
    public IEnumerable<PostgresObject> LeftOut
    {
        get
        {
            var all = Ddl.Where(item => item.Section == DdlSection.LeftOut).ToArray();
            var tables = all.Where(item => item.Kind == "table").Select(item => (item.Schema, (string?)item.Name)).ToHashSet();
            return all.Where(item => !SaidWithTheirObject.Contains(item.Kind) && !tables.Contains((item.Schema, item.Table)))
                .DistinctBy(item => (item.Kind, item.Schema, item.Table, item.Name));
        }
    }

    /// <exception cref="DataMigrationException">The file is no finished copy, or does not know its source's definitions.</exception>
    public static CopiedDatabase Read(SqliteFile file, string path)
    {
        // One moment of the file, though others may write it meanwhile.
        file.Execute("BEGIN");
        var record = CatalogueReader.ReadRecord(file, path);
        var copy = new CopiedDatabase(record, CatalogueReader.ReadMap(file, record.Mode), CatalogueReader.ReadDdl(file));
        return copy.Ddl.Count > 0
            ? copy
            : throw new DataMigrationException($"{path} does not hold the definitions of its source. Copy the source again, and restore from that file.");
    }
}
