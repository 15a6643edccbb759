using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>The definition of a whole database, read from its catalogues.</summary>
/// <param name="Objects">Statements in an order in which they can be carried out in an empty database; <c>check_function_bodies</c> must be off and the search path empty.</param>
/// <param name="Unsupported">What they do not bring back.</param>
internal sealed record DatabaseDdl(IReadOnlyList<PostgresObject> Objects, IReadOnlyList<UnsupportedObject> Unsupported);

/// <summary>Reads the definition of the source.</summary>
internal static class PostgresDdl
{
    /// <param name="source">The source.</param>
    /// <param name="map">What is copied of it; null for everything.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static DatabaseDdl Read(PostgresSource source, DatabaseMap? map, CancellationToken cancellationToken) =>
        source.WithEmptyPath(() => ReadWithEmptyPath(new DdlReader(source, cancellationToken), map));

    private static DatabaseDdl ReadWithEmptyPath(DdlReader reader, DatabaseMap? map)
    {
        SchemaDdl.Read(reader);
        TypeDdl.Read(reader);
        LanguageDdl.Read(reader);
        RoutineDdl.Read(reader);
        OperatorClassDdl.Read(reader);
        ForeignDdl.Read(reader);
        SequenceDdl.Read(reader);
        TableDdl.Read(reader);
        ViewDdl.Read(reader);
        IndexDdl.Read(reader);
        TriggerDdl.Read(reader);
        PublicationDdl.Read(reader);
        UnknownObjects.Read(reader);
        reader.Connect();
        ViewDdl.AddRefreshes(reader);
        CommentDdl.Read(reader);
        if (map is not null)
            reader.Graph.LeaveOut(map.Tables.Select(table => (table.Schema, table.Source)).ToHashSet(), map.LeftOut.ToHashSet());
        var embedded = reader.Graph.Nodes.ToLookup(node => node.Inside);
        var sorted = reader.Graph.Sort();
        foreach (var (first, second) in reader.Graph.Loops)
            reader.Unsupported.Add(new UnsupportedObject("mutual need", first.Schema, $"{first.Kind} {first.Name} and {second.Kind} {second.Name}"));
        return new DatabaseDdl(
            [.. sorted.SelectMany(node => Objects(node, embedded[node])), .. OwnerDdl.Read(reader), .. EventTriggerDdl.Read(reader)], reader.Unsupported);
    }

    private static IEnumerable<PostgresObject> Objects(DdlNode node, IEnumerable<DdlNode> embedded)
    {
        var section = node.LeftOut ? DdlSection.LeftOut : node.Late ? DdlSection.PostData : DdlSection.PreData;
        return node.Statements().Select(sql => new PostgresObject(section, node.Kind, node.Schema, node.Table, node.Name, sql))
            .Concat(node.Comments.Concat(embedded.Where(part => part.Inside == node).SelectMany(part => part.Comments))
                .Select(sql => new PostgresObject(section, "comment", node.Schema, node.Table, node.Name, sql)));
    }
}
