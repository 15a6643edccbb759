using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>Knows every type of the source and resolves domains, arrays and enums.</summary>
internal sealed class TypeReader
{
    private const string Types = """
        SELECT t.oid, t.typname::text, n.nspname::text, t.typtype::text, t.typbasetype, t.typtypmod, t.typelem, t.typarray, t.typnotnull
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        """;

    private const string Labels = "SELECT enumtypid, enumlabel::text FROM pg_enum ORDER BY enumtypid, enumsortorder";

    private const string Checks =
        "SELECT contypid, conname::text, pg_get_expr(conbin, 0), convalidated FROM pg_constraint WHERE contypid <> 0 AND contype = 'c' ORDER BY conname";

    private readonly Dictionary<uint, Row> _types = [];
    private readonly ILookup<uint, string> _labels;
    private readonly ILookup<uint, (string Name, string Expression, bool Validated)> _checks;

    public TypeReader(SchemaQuery query)
    {
        query.ForEach(Types, row => _types[row.Oid(0)] = new Row(
            row.GetString(1), row.GetString(2), row.Letter(3), row.Oid(4), row.GetInt32(5), row.Oid(6), row.Oid(7), row.GetBoolean(8)));
        _labels = query.List(Labels, row => (Type: row.Oid(0), Label: row.GetString(1))).ToLookup(row => row.Type, row => row.Label);
        _checks = query.List(Checks, row => (Type: row.Oid(0), Check: (row.GetString(1), row.GetString(2), row.GetBoolean(3)))).ToLookup(row => row.Type, row => row.Check);
    }

    /// <param name="oid">The column's type.</param>
    /// <param name="modifier">atttypmod.</param>
    public PgType Resolve(uint oid, int modifier)
    {
        var row = _types[oid];
        var notNull = false;
        var isDomain = row.Kind == 'd';
        var checks = new List<PgDomainCheck>();
        while (row.Kind == 'd')
        {
            notNull |= row.NotNull;
            checks.AddRange(_checks[oid].Select(check => new PgDomainCheck(row.Name, check.Name, check.Expression, check.Validated)));
            modifier = row.Modifier;
            oid = row.BaseType;
            row = _types[oid];
        }
        // Whatever else can be subscripted (point, int2vector) is no array type of its element.
        var element = row.Element != 0 && _types.TryGetValue(row.Element, out var found) && found.ArrayType == oid && found.Kind != 'd' ? found : null;
        var type = new SourceType(row.Name, row.Kind, modifier, element?.Name, element?.Kind ?? 'b', row.Schema == "pg_catalog");
        return new PgType(type, notNull, checks, row.Kind == 'e' ? [.. _labels[oid]] : null, isDomain, row.Schema);
    }

    private sealed record Row(string Name, string Schema, char Kind, uint BaseType, int Modifier, uint Element, uint ArrayType, bool NotNull);
}
