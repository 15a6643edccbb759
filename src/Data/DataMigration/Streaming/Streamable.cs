using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Which tables cannot be streamed, and why: told before anything is copied.</summary>
internal static class Streamable
{
    /// <exception cref="DataMigrationException">Names every table that cannot.</exception>
    public static void Require(DatabaseMap map, SourceCatalogue catalogue)
    {
        var faults = Faults(map, catalogue).ToArray();
        if (faults.Length > 0)
            throw new DataMigrationException($"{faults.Length} tables cannot be streamed: {string.Join("; ", faults)}. Nothing was copied.");
    }

    /// <summary>One clause for each fault, with what would mend it.</summary>
    public static IEnumerable<string> Faults(DatabaseMap map, SourceCatalogue catalogue) =>
        map.Tables.SelectMany(table => Faults(table, [.. catalogue.Parts.Where(part => part.Table == table.Id)]));

    private static IEnumerable<string> Faults(MappedTable table, CataloguePart[] parts)
    {
        if (parts.Length < table.Parts.Count)
            yield return $"{table.ShownName} changed while it was looked at";
        if (table.RowId is null)
            yield return $"{table.ShownName} has columns called rowid, _rowid_ and oid, which leaves SQLite no name for its rows (leave it out with --exclude)";
        if (table.Columns.Count == 0)
            yield return $"{table.ShownName} has no columns (leave it out with --exclude)";
        foreach (var part in parts)
        {
            if (Fault(table, part) is { } fault)
                yield return $"{part.ShownName} {fault}";
        }
    }

    private static string? Fault(MappedTable table, CataloguePart part)
    {
        var name = $"\"{part.Schema}\".\"{part.Name}\"";
        if (part.Persistence == 'u')
            return $"is unlogged, so its changes are in no log (ALTER TABLE {name} SET LOGGED)";
        if (part.Identity == 'n')
            return $"has REPLICA IDENTITY NOTHING (ALTER TABLE {name} REPLICA IDENTITY DEFAULT, or FULL without a primary key)";
        if (part.Identity == 'f')
            return null;
        if (part.IdentityColumns.Count == 0)
        {
            return part.Identity == 'i'
                ? $"has a REPLICA IDENTITY index that is gone (ALTER TABLE {name} REPLICA IDENTITY FULL)"
                : $"has no primary key that is checked at once, so a changed row cannot be told (ALTER TABLE {name} REPLICA IDENTITY FULL)";
        }
        if (part.IdentityColumns.FirstOrDefault(column => !table.Columns.Any(mapped => mapped.Source == column)) is { } unmapped)
            return $"is identified by {unmapped}, which is not copied";
        return part.IdentityColumns.FirstOrDefault(name => part.Columns.First(column => column.Name == name).Generated) is { } computed
            ? $"is identified by {computed}, which the source computes and does not send (ALTER TABLE {name} REPLICA IDENTITY FULL)"
            : null;
    }
}
