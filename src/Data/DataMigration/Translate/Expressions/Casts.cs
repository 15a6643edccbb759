namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Casts that change nothing in the stored form, and the few that SQLite can be told exactly.</summary>
internal static class Casts
{
    public static SqlPart Of(SqlPart value, TypeName target)
    {
        var type = ExprType.Of(target);
        // Labels of an enum, and texts of types that nothing is computed with.
        if (value is { Constant: { } label, Type.Class: TypeClass.Unknown } && type.Class == TypeClass.Other && !target.IsArray && target.Name.Contains('.', StringComparison.Ordinal))
            return SqlPart.Of(new ExprType(TypeClass.Enum, target.Name), label);
        if (value.IsNull)
            return value with { Type = type };
        if (target.Modified && (value.Constant is null || type.Class is TypeClass.Numeric or TypeClass.Timestamp or TypeClass.TimestampTz or TypeClass.Time))
            throw new UntranslatableException($"it casts to a {target.Name} of limited length");
        return value.Constant is { } constant ? Constant(value, constant, type) : Computed(value, type);
    }

    public static SqlPart ToText(SqlPart value) => value.Type.Class switch
    {
        TypeClass.Text => value,
        TypeClass.Char => new SqlPart($"rtrim({value.Text}, ' ')", ExprType.Text with { ByBytes = value.Type.ByBytes, Deterministic = value.Type.Deterministic }),
        TypeClass.Integer => new SqlPart($"CAST({value.Text} AS TEXT)", ExprType.Text),
        TypeClass.Boolean => new SqlPart($"CASE {value.Text} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", ExprType.Text),
        TypeClass.Uuid => new SqlPart($"lower({value.Text})", ExprType.Text),
        TypeClass.Enum => value with { Type = ExprType.Text },
        _ => throw new UntranslatableException($"it casts {value.Type.Name} to text"),
    };

    private static SqlPart Constant(SqlPart value, string constant, ExprType type) => (value.Type.Class, type.Class) switch
    {
        (TypeClass.Unknown, _) => SqlPart.Of(type.Class == TypeClass.Text ? ExprType.ConstantText : type, constant),
        (TypeClass.Text or TypeClass.Char, TypeClass.Text) => SqlPart.Of(ExprType.ConstantText, constant),
        (TypeClass.Text, TypeClass.Char or TypeClass.Citext) => SqlPart.Of(type with { ByBytes = true }, constant),
        (TypeClass.Integer, TypeClass.Integer or TypeClass.Numeric or TypeClass.Real4 or TypeClass.Real8) => SqlPart.Of(type, constant),
        (TypeClass.Numeric, TypeClass.Numeric or TypeClass.Real4 or TypeClass.Real8) => SqlPart.Of(type, constant),
        (TypeClass.Date, TypeClass.Timestamp) => Comparison.Alike(value, new SqlPart("", type)).Left,
        var (from, to) when from == to => value,
        _ => throw new UntranslatableException($"it casts {value.Type.Name} to {type.Name}"),
    };

    private static SqlPart Computed(SqlPart value, ExprType type) => (value.Type.Class, type.Class) switch
    {
        (TypeClass.Unknown, _) => value with { Type = type },
        (_, TypeClass.Text) => ToText(value),
        (TypeClass.Text, TypeClass.Char) => value with { Type = value.Type with { Class = TypeClass.Char } },
        (TypeClass.Integer, TypeClass.Integer) => value with { Type = type },
        (TypeClass.Integer, TypeClass.Numeric) => value with { Type = type, Stored = false },
        // Every integer is a double; not every bigint.
        (TypeClass.Integer, TypeClass.Real8) when value.Type.Name == "integer" => value with { Type = type, Stored = false },
        (TypeClass.Boolean, TypeClass.Integer) => value with { Type = type },
        (TypeClass.Integer, TypeClass.Boolean) => SqlPart.Truth($"({value.Text} <> 0)"),
        (TypeClass.Real4, TypeClass.Real8) => value with { Stored = false },
        (TypeClass.Timestamp, TypeClass.Date) => new SqlPart(
            $"(substr({value.Text}, 1, instr({value.Text} || ' ', ' ') - 1) || CASE WHEN {value.Text} GLOB '* BC' THEN ' BC' ELSE '' END)", type),
        var (from, to) when from == to => value,
        _ => throw new UntranslatableException($"it casts {value.Type.Name} to {type.Name}"),
    };
}
