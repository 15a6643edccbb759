using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>A type of the source as far as storing its values goes; domains are resolved to their base.</summary>
/// <param name="Name">pg_type.typname of the base type, e.g. <c>numeric</c>, <c>_int4</c>, <c>mood</c>.</param>
/// <param name="Kind">pg_type.typtype of the base type: b base, e enum, c composite, r range, m multirange.</param>
/// <param name="Modifier">atttypmod, or the domain's; -1 when there is none.</param>
/// <param name="Element">typname of the element type of an array, null for others and for arrays of domains.</param>
/// <param name="ElementKind">typtype of the element type.</param>
/// <param name="BuiltIn">The type lives in pg_catalog.</param>
internal sealed record SourceType(string Name, char Kind, int Modifier, string? Element = null, char ElementKind = 'b', bool BuiltIn = true);

/// <summary>How the values of a type travel and are stored.</summary>
/// <param name="BinarySelect">See <see cref="MappedColumn.BinarySelect"/>.</param>
/// <param name="TextSelect">See <see cref="MappedColumn.TextSelect"/>.</param>
internal sealed record TypeMapping(ValueEncoding Encoding, WireKind Wire, string BinarySelect, string TextSelect, int? Scale = null)
{
    /// <summary>INTEGER, REAL, TEXT or BLOB.</summary>
    public string Storage => Encoding switch
    {
        ValueEncoding.Integer or ValueEncoding.Boolean => "INTEGER",
        ValueEncoding.Real4 or ValueEncoding.Real8 => "REAL",
        ValueEncoding.Blob => "BLOB",
        _ => "TEXT",
    };
}

/// <summary>From PostgreSQL's types to encodings; the one place that knows them.</summary>
internal static class TypeMap
{
    // Their cast to text is their output function, and cheaper than format().
    private static readonly HashSet<string> CastToText = new(StringComparer.Ordinal)
    {
        "interval", "time", "timetz", "bit", "varbit", "tsvector", "tsquery", "macaddr", "macaddr8", "pg_lsn", "point", "line", "lseg",
        "box", "path", "polygon", "circle", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange",
    };

    // Sent as their text, byte for byte.
    private static readonly HashSet<string> SentAsText = new(StringComparer.Ordinal) { "text", "varchar", "bpchar", "name", "json", "citext", "unknown" };

    private static readonly HashSet<string> InJson = new(StringComparer.Ordinal)
    {
        "int2", "int4", "int8", "bool", "text", "varchar", "bpchar", "numeric", "float4", "float8", "uuid",
    };

    /// <param name="type">The column's type.</param>
    /// <param name="column">The column's name, quoted.</param>
    public static TypeMapping Of(SourceType type, string column)
    {
        if (type.Kind == 'e' || (type.Kind == 'b' && SentAsText.Contains(type.Name)))
            return new TypeMapping(ValueEncoding.Text, WireKind.Text, column, column);
        if (type.Element is not null)
            return Array(type, column);
        if (type.Kind != 'b' || !type.BuiltIn)
            return AsText(type, column);
        return type.Name switch
        {
            "int2" => new(ValueEncoding.Integer, WireKind.Int16, column, column),
            "int4" => new(ValueEncoding.Integer, WireKind.Int32, column, column),
            "int8" => new(ValueEncoding.Integer, WireKind.Int64, column, column),
            "oid" => new(ValueEncoding.Integer, WireKind.UInt32, column, column),
            "bool" => new(ValueEncoding.Boolean, WireKind.Bool, column, column),
            "float4" => new(ValueEncoding.Real4, WireKind.Float32, column, column),
            "float8" => new(ValueEncoding.Real8, WireKind.Float64, column, column),
            "numeric" => new(ValueEncoding.Decimal, WireKind.Numeric, column, column, ScaleOf(type.Modifier)),
            // Its text depends on the server's locale; the number does not.
            "money" => new(ValueEncoding.Decimal, WireKind.Numeric, $"{column}::numeric", $"{column}::numeric"),
            "jsonb" => new(ValueEncoding.Text, WireKind.Jsonb, column, column),
            "date" => new(ValueEncoding.Date, WireKind.Date, column, column),
            "timestamp" => new(ValueEncoding.Timestamp, WireKind.Timestamp, column, column),
            "timestamptz" => new(ValueEncoding.TimestampTz, WireKind.Timestamp, column, column),
            "uuid" => new(ValueEncoding.Uuid, WireKind.Uuid, column, column),
            // In hexadecimal a large value would take twice its size on the wire and in memory.
            "bytea" => new(ValueEncoding.Blob, WireKind.Bytes, column, $"octet_length({column}) || ':' || encode(sha256({column}), 'hex')"),
            _ => AsText(type, column),
        };
    }

    private static TypeMapping AsText(SourceType type, string column) =>
        new(ValueEncoding.Text, WireKind.Text, type.BuiltIn && CastToText.Contains(type.Name) ? $"{column}::text" : OutputOf(column), column);

    private static TypeMapping Array(SourceType type, string column)
    {
        var literal = $"{column}::text";
        var json = type.ElementKind == 'e' || (type.ElementKind == 'b' && InJson.Contains(type.Element!));
        // Only what reads back as the very same array; an empty one has no dimensions.
        var select = json
            ? $"CASE WHEN cardinality({column}) = 0 OR (array_ndims({column}) = 1 AND array_lower({column}, 1) = 1) THEN array_to_json({column})::text ELSE {literal} END"
            : literal;
        return new TypeMapping(json ? ValueEncoding.Array : ValueEncoding.Text, WireKind.Text, select, column);
    }

    // A cast to text is not the output function for every type (inet gains its netmask, xml keeps its declaration), and extensions may define their own.
    // num_nulls, because IS NULL holds for a row of NULLs as well.
    private static string OutputOf(string column) => $"CASE pg_catalog.num_nulls({column}) WHEN 0 THEN pg_catalog.format('%s', {column}) END";

    // (precision << 16 | scale) + 4, the scale in 11 bits since PostgreSQL 15, where it may be negative: then no digit follows the point.
    private static int? ScaleOf(int modifier)
    {
        if (modifier < 4)
            return null;
        var scale = (((modifier - 4) & 0x7FF) ^ 1024) - 1024;
        return Math.Max(0, scale);
    }
}
