using AdminApp.Data.DataMigration.Postgres.Schema;
using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Asks the catalogues of one database and fills the graph. All names come out qualified (the search path is empty).</summary>
internal sealed class DdlReader
{
    /// <summary>Holds for schemas that are the user's own; <c>n</c> is pg_namespace.</summary>
    public const string UserSchema = SchemaQuery.UserSchema;

    private readonly PostgresSource _source;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<ObjectKey> _ofExtensions;
    private readonly List<(ObjectKey One, ObjectKey Other)> _later = [];

    public DdlReader(PostgresSource source, CancellationToken cancellationToken)
    {
        _source = source;
        _cancellationToken = cancellationToken;
        _ofExtensions = [.. Query("SELECT classid, objid FROM pg_depend WHERE deptype = 'e'", row => KeyAt(row, 0))];
    }

    public DdlGraph Graph { get; } = new();

    /// <summary>The server's major version.</summary>
    public int Major => _source.Major;

    /// <summary>What cannot be made anew by statements: kind, schema, name.</summary>
    public List<UnsupportedObject> Unsupported { get; } = [];

    /// <summary>The first expression on servers of at least that version, else the second.</summary>
    public string Since(int major, string expression, string otherwise) => _source.Since(major, expression, otherwise);

    public bool IsOfExtension(ObjectKey key) => _ofExtensions.Contains(key);

    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using var command = _source.Command(sql);
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Adds an object for each row of a query: its catalogue's oid, its oid, schema, table or null, name, statements (text[]).</summary>
    public void Load(DdlRank rank, string kind, string sql)
    {
        foreach (var (key, schema, table, name, statements) in Query(sql, row => (KeyAt(row, 0), row.GetString(2), TextAt(row, 3), row.GetString(4), row.GetFieldValue<string?[]>(5))))
            Add(new DdlNode(key, rank, kind, schema, table, name) { Statements = () => statements.OfType<string>() });
    }

    /// <summary>Adds an object unless an extension brings it along.</summary>
    public void Add(DdlNode node)
    {
        if (!IsOfExtension(node.Key))
            Graph.Add(node);
    }

    /// <summary>Says that one object needs another, either of which may not have been read yet.</summary>
    public void Later(ObjectKey one, ObjectKey other) => _later.Add((one, other));

    /// <summary>Tells the graph what needs what; drops, as unsupported, whatever needs something that cannot be made anew.</summary>
    public void Connect()
    {
        var needs = Query("""
            SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM pg_depend d
            WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype <> 'e'
              -- OWNED BY is said after both are there.
              AND NOT (d.deptype = 'a' AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence s WHERE s.seqrelid = d.objid))
              -- The triggers of a foreign key, and a partition's copies of its parent's, count as parts of their tables, which need neither.
              AND NOT (d.classid = 'pg_trigger'::regclass AND d.deptype IN ('i', 'P', 'S'))
            """, row => (KeyAt(row, 0), KeyAt(row, 2)));
        foreach (var (one, other) in needs.Concat(_later))
        {
            if (Graph.Find(other) is null && !IsSystem(other) && Graph.Find(one) is { } lost)
                Graph.Lose(lost);
            Graph.Need(one, other);
        }
        foreach (var lost in Graph.DropLost())
            Unsupported.Add(new UnsupportedObject(lost.Kind, lost.Schema, lost.Name));
    }

    public static ObjectKey KeyAt(NpgsqlDataReader row, int column) => new(row.GetFieldValue<uint>(column), row.GetFieldValue<uint>(column + 1));

    public static string? TextAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private bool IsSystem(ObjectKey key) => IsOfExtension(key) || Graph.Knows(key);
}
