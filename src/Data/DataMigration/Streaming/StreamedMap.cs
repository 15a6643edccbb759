using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>The map of a finished copy, with what the catalogue does not tell: columns the application computes or declares.</summary>
internal static class StreamedMap
{
    public static DatabaseMap Read(SqliteFile file, string path)
    {
        var record = CatalogueReader.ReadRecord(file, path);
        var map = CatalogueReader.ReadMap(file, record.Mode);
        if (record.Mode != CopyMode.Model)
            return map;
        var targets = TargetCatalog.Read(file).ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);
        return map with { Tables = [.. map.Tables.Select(table => WithDeclared(table, targets[table.Target]))] };
    }

    // As the copy decided it.
    private static MappedTable WithDeclared(MappedTable table, TargetTable target)
    {
        var others = target.Columns.Where(column => !table.Columns.Any(mapped => mapped.Target == column.Name)).Select(column => column.Name).ToArray();
        var derived = others.Select(name => DerivedColumns.Find(target.Name, name)).OfType<DerivedColumn>().ToArray();
        return table with
        {
            Derived = derived,
            Constants = [.. others.Where(name => !derived.Any(column => column.Column == name)).Select(name => DeclaredFills.Find(target.Name, name)).OfType<DeclaredFill>()],
        };
    }
}
