namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Everything a database holds outside of PostgreSQL's own schemas and of extensions, read with few queries whatever its size.</summary>
internal sealed class PostgresSchema
{
    /// <summary>Tables, partitions, views, materialised views and foreign tables; public first, then by schema and name.</summary>
    public required IReadOnlyList<PgTable> Tables { get; init; }

    public required IReadOnlyList<PgSequence> Sequences { get; init; }

    /// <summary>What SQLite has no counterpart for.</summary>
    public required IReadOnlyList<PgObject> Objects { get; init; }

    /// <summary>Texts sort by their bytes unless a column says otherwise.</summary>
    public required bool SortsByBytes { get; init; }

    public static PostgresSchema Read(PostgresSource source, CancellationToken cancellationToken)
    {
        var query = new SchemaQuery(source, cancellationToken);
        return source.WithEmptyPath(() =>
        {
            var tables = TableReader.Read(query);
            ConstraintReader.ReadIndexes(query, tables);
            ConstraintReader.ReadConstraints(query, tables);
            return new PostgresSchema
            {
                Sequences = SequenceReader.Read(query, tables),
                Objects = ObjectReader.Read(query),
                SortsByBytes = ReadSortsByBytes(query),
                Tables = [.. tables.Values],
            };
        });
    }

    private static bool ReadSortsByBytes(SchemaQuery query)
    {
        var builtIn = query.Since(15, "datlocprovider = 'b' OR datlocprovider = 'c'", "true");
        return query.List(
            $"SELECT datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8') AND ({builtIn}) FROM pg_database WHERE datname = current_database()", row => row.GetBoolean(0))[0];
    }
}
