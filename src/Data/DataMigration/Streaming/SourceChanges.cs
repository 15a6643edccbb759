namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What became of the source's tables since the copy, one clause each, for people.</summary>
internal static class SourceChanges
{
    /// <param name="before">As they were when the copy was made.</param>
    /// <param name="now">The same tables, read again.</param>
    public static IEnumerable<string> Between(SourceCatalogue before, SourceCatalogue now)
    {
        var found = now.Parts.ToDictionary(part => part.Oid);
        return before.Parts.SelectMany(part => found.TryGetValue(part.Oid, out var other) ? Between(part, other) : [$"table {part.ShownName} was dropped"]);
    }

    /// <summary>As the source describes the table before a change.</summary>
    public static IEnumerable<string> Between(CataloguePart before, StreamedRelation now)
    {
        if (now.Name != before.Name || now.Schema != before.Schema)
            yield return Renamed(before, now.Schema, now.Name);
        var sent = before.Columns.Where(column => !column.Generated).ToArray();
        foreach (var column in sent)
        {
            var found = now.Columns.FirstOrDefault(other => other.Name == column.Name);
            if (found is null)
                yield return $"column {before.ShownName}.{column.Name} was dropped or renamed";
            else if (found.Type != column.Type || found.Modifier != column.Modifier)
                yield return $"column {before.ShownName}.{column.Name} has another type (was {column.Shown})";
        }
        foreach (var column in now.Columns.Where(column => !before.Columns.Any(known => known.Name == column.Name)))
            yield return $"column {before.ShownName}.{column.Name} was added";
    }

    private static IEnumerable<string> Between(CataloguePart before, CataloguePart now)
    {
        if (now.Name != before.Name || now.Schema != before.Schema)
            yield return Renamed(before, now.Schema, now.Name);
        if (now.Persistence != before.Persistence)
            yield return $"table {before.ShownName} was made {(now.Persistence == 'u' ? "unlogged" : "logged")}";
        foreach (var column in before.Columns)
        {
            var found = now.Columns.FirstOrDefault(other => other.Number == column.Number);
            if (found is null)
                yield return $"column {before.ShownName}.{column.Name} was dropped";
            else if (found.Name != column.Name)
                yield return $"column {before.ShownName}.{column.Name} was renamed to {found.Name}";
            else if (found.Shown != column.Shown || found.Type != column.Type)
                yield return $"column {before.ShownName}.{column.Name} became {found.Shown} (was {column.Shown})";
            else if (found.Generated != column.Generated)
                yield return $"column {before.ShownName}.{column.Name} is {(found.Generated ? "computed now" : "no longer computed")}";
            else if (found.Written != column.Written && now.File != before.File)
                yield return $"table {before.ShownName} was written anew for column {column.Name} (ALTER TABLE … USING)";
        }
        foreach (var column in now.Columns.Where(column => !before.Columns.Any(known => known.Number == column.Number)))
            yield return $"column {before.ShownName}.{column.Name} was added";
    }

    private static string Renamed(CataloguePart before, string schema, string name) =>
        $"table {before.ShownName} was renamed to {(schema == "public" ? name : $"{schema}.{name}")}";
}
