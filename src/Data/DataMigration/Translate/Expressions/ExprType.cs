using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Types by how their stored values may be computed with.</summary>
internal enum TypeClass
{
    Integer,
    Boolean,
    Numeric,
    Real4,
    Real8,
    Text,

    /// <summary>char(n): stored with its padding, compared without.</summary>
    Char,
    Citext,
    Enum,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Uuid,
    Bytea,

    /// <summary>NULL without a type, or a constant that takes the type beside it.</summary>
    Unknown,

    /// <summary>Nothing is computed with it.</summary>
    Other,

    /// <summary>As Other, and IS NULL looks into its fields.</summary>
    Composite,
}

/// <param name="Name">As people write it.</param>
/// <param name="Digits">Of a numeric: how many it has at most; 0 when any number.</param>
/// <param name="ByBytes">Of a text: PostgreSQL sorts it by its bytes, as SQLite does.</param>
/// <param name="Deterministic">Of a text: equal means the same bytes.</param>
internal sealed record ExprType(TypeClass Class, string Name, int Digits = 0, bool ByBytes = false, bool Deterministic = true)
{
    public static readonly ExprType Integer = new(TypeClass.Integer, "integer");
    public static readonly ExprType Bigint = new(TypeClass.Integer, "bigint");
    public static readonly ExprType Boolean = new(TypeClass.Boolean, "boolean");
    public static readonly ExprType Text = new(TypeClass.Text, "text");
    public static readonly ExprType Unknown = new(TypeClass.Unknown, "unknown");

    /// <summary>Where byte order counts, a constant takes the side of what it is compared with.</summary>
    public static readonly ExprType ConstantText = new(TypeClass.Text, "text", ByBytes: true);

    public ValueEncoding Encoding => Class switch
    {
        TypeClass.Integer => ValueEncoding.Integer,
        TypeClass.Boolean => ValueEncoding.Boolean,
        TypeClass.Numeric => ValueEncoding.Decimal,
        TypeClass.Real4 => ValueEncoding.Real4,
        TypeClass.Real8 => ValueEncoding.Real8,
        TypeClass.Date => ValueEncoding.Date,
        TypeClass.Timestamp => ValueEncoding.Timestamp,
        TypeClass.TimestampTz => ValueEncoding.TimestampTz,
        TypeClass.Uuid => ValueEncoding.Uuid,
        TypeClass.Bytea => ValueEncoding.Blob,
        _ => ValueEncoding.Text,
    };

    /// <summary>The type of a column.</summary>
    /// <param name="byBytes">Its collation sorts by bytes.</param>
    public static ExprType Of(SourceType type, bool byBytes, bool deterministic)
    {
        if (type.Kind == 'e')
            return new ExprType(TypeClass.Enum, type.Name);
        if (type is { Kind: 'b', Name: "citext" })
            return new ExprType(TypeClass.Citext, "citext");
        if (type.Kind == 'c')
            return new ExprType(TypeClass.Composite, type.Name);
        if (type.Kind != 'b' || !type.BuiltIn || type.Element is not null)
            return new ExprType(TypeClass.Other, type.Name);
        var digits = type.Name == "numeric" && type.Modifier >= 4 ? DigitsOf(type.Modifier - 4) : 0;
        return Of(type.Name) with { Digits = digits, ByBytes = byBytes || type.Name == "name", Deterministic = deterministic };
    }

    /// <summary>The type of a cast.</summary>
    public static ExprType Of(TypeName type) =>
        type.IsArray ? new ExprType(TypeClass.Other, type.Name + "[]")
        : type.Name.Contains('.', StringComparison.Ordinal) ? new ExprType(type.Name.EndsWith(".citext", StringComparison.Ordinal) ? TypeClass.Citext : TypeClass.Other, type.Name)
        : Of(type.Name);

    private static ExprType Of(string name) => name switch
    {
        "int2" or "smallint" => Integer,
        "int4" or "integer" => Integer,
        "int8" or "bigint" or "oid" => Bigint,
        "bool" or "boolean" => Boolean,
        "numeric" => new(TypeClass.Numeric, "numeric"),
        "float4" or "real" => new(TypeClass.Real4, "real"),
        "float8" or "double precision" => new(TypeClass.Real8, "double precision"),
        "text" or "varchar" or "character varying" or "name" => Text,
        "bpchar" or "character" => new(TypeClass.Char, "character"),
        "date" => new(TypeClass.Date, "date"),
        "time" => new(TypeClass.Time, "time"),
        "timestamp" => new(TypeClass.Timestamp, "timestamp"),
        "timestamptz" => new(TypeClass.TimestampTz, "timestamp with time zone"),
        "uuid" => new(TypeClass.Uuid, "uuid"),
        "bytea" => new(TypeClass.Bytea, "bytea"),
        _ => new(TypeClass.Other, name),
    };

    // Digits before the point plus digits after it; a negative scale has zeros before the point instead.
    private static int DigitsOf(int modifier)
    {
        var precision = modifier >> 16;
        var scale = ((modifier & 0x7FF) ^ 1024) - 1024;
        return scale < 0 ? precision - scale : Math.Max(precision, scale);
    }
}
