using System.Globalization;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>The functions that SQLite computes as PostgreSQL does; all others are refused.</summary>
internal sealed class Functions(Notes notes, bool aggregates)
{
    public SqlPart Of(CallNode call, IReadOnlyList<SqlPart> arguments, string? filter, Comparison comparison)
    {
        var name = call.Name;
        if (aggregates && Aggregate(call, arguments, filter) is { } aggregate)
            return aggregate;
        if (call.Star || call.Distinct || filter is not null)
            throw Refused(name);
        return (name, arguments.Count) switch
        {
            ("lower" or "upper", 1) => Fold(name, arguments[0]),
            ("length" or "char_length" or "character_length", 1) => new SqlPart($"length({Text(arguments[0], name)})", ExprType.Integer),
            ("octet_length", 1) when arguments[0].Type.Class is TypeClass.Text or TypeClass.Bytea => new SqlPart($"octet_length({arguments[0].Text})", ExprType.Integer),
            ("btrim" or "ltrim" or "rtrim", 1 or 2) => OnText(name == "btrim" ? "trim" : name, arguments),
            ("replace", 3) => OnText(name, arguments),
            ("strpos" or "position", 2) => OnText("instr", arguments) with { Type = ExprType.Integer },
            ("substr" or "substring", 2 or 3) => Substring(arguments),
            ("left", 2) when Whole(arguments[1]) is >= 0 => OnText("substr", [arguments[0], SqlPart.Of(ExprType.Integer, "1"), arguments[1]]),
            ("right", 2) when Whole(arguments[1]) is > 0 and var count => OnText("substr", [arguments[0], SqlPart.Of(ExprType.Integer, (-count).ToString(CultureInfo.InvariantCulture))]),
            ("abs", 1) when arguments[0].Type.Class == TypeClass.Integer => new SqlPart($"abs({arguments[0].Text})", arguments[0].Type),
            ("coalesce" or "COALESCE", >= 2) => Coalesce(arguments),
            ("nullif" or "NULLIF", 2) => Nullif(arguments, comparison),
            ("timezone", 2) when arguments[0].Constant is "UTC" or "utc" => AtUtc(arguments[1]),
            _ => throw Refused(name),
        };
    }

    /// <summary>Results of CASE and COALESCE, all of one type and in its stored form.</summary>
    public static SqlPart[] OneType(IReadOnlyList<SqlPart> values)
    {
        var type = values.Select(value => value.Type).FirstOrDefault(type => type.Class != TypeClass.Unknown)
            ?? throw new UntranslatableException("it is of no type");
        var results = values.Select(value => value is { Type.Class: TypeClass.Unknown, Constant: { } text } ? SqlPart.Of(type, text) : value.IsNull ? value with { Type = type } : value).ToArray();
        if (results.Any(value => value.Type.Class != type.Class || !value.Stored) || type.Class is TypeClass.Other or TypeClass.Composite or TypeClass.Char)
            throw new UntranslatableException($"it chooses between values of type {string.Join(" and ", results.Select(value => value.Type.Name).Distinct())}");
        // How texts compare may differ from arm to arm; then by no rule that is known here.
        if (type.Class == TypeClass.Text)
            results[0] = results[0] with { Type = type with { ByBytes = results.All(value => value.Type.ByBytes), Deterministic = results.All(value => value.Type.Deterministic) } };
        if (type.Class == TypeClass.Numeric)
            results[0] = results[0] with { Type = type with { Digits = 0 } };
        return results;
    }

    private static SqlPart Coalesce(IReadOnlyList<SqlPart> arguments)
    {
        var results = OneType(arguments);
        return new SqlPart($"coalesce({string.Join(", ", results.Select(result => result.Text))})", results[0].Type);
    }

    private static SqlPart Nullif(IReadOnlyList<SqlPart> arguments, Comparison comparison) =>
        arguments[0].Type.Class is not (TypeClass.Char or TypeClass.Unknown) && comparison.Equality(arguments[0], arguments[1]) is { } pair
            ? new SqlPart($"nullif({pair.Left}, {pair.Right})", arguments[0].Type) { Stored = arguments[0].Stored }
            : throw Refused("nullif");

    private SqlPart Fold(string name, SqlPart argument)
    {
        notes.Differs($"{name}() changes A-Z only");
        return OnText(name, [argument]);
    }

    private static SqlPart Substring(IReadOnlyList<SqlPart> arguments) =>
        Whole(arguments[1]) is >= 1 && (arguments.Count == 2 || Whole(arguments[2]) is >= 0) ? OnText("substr", arguments)
        : throw new UntranslatableException("it takes a part of a text whose place is computed");

    private static long? Whole(SqlPart value) => value is { Constant: { } text, Type.Class: TypeClass.Integer } ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static SqlPart AtUtc(SqlPart value) => value.Type.Class switch
    {
        TypeClass.TimestampTz => value with { Type = new ExprType(TypeClass.Timestamp, "timestamp") },
        TypeClass.Timestamp => value with { Type = new ExprType(TypeClass.TimestampTz, "timestamp with time zone") },
        _ => throw Refused("timezone"),
    };

    private static SqlPart OnText(string function, IReadOnlyList<SqlPart> arguments)
    {
        var first = arguments[0].Type;
        var texts = arguments.Select(argument => argument.Type.Class == TypeClass.Integer ? argument.Text : Text(argument, function));
        return new SqlPart($"{function}({string.Join(", ", texts)})", ExprType.Text with { ByBytes = first.ByBytes, Deterministic = first.Deterministic });
    }

    private static string Text(SqlPart argument, string function) => argument.Type.Class switch
    {
        TypeClass.Text or TypeClass.Unknown => argument.Text,
        TypeClass.Char => Casts.ToText(argument).Text,
        _ => throw new UntranslatableException($"it calls {function}() with {argument.Type.Name}"),
    };

    private static SqlPart? Aggregate(CallNode call, IReadOnlyList<SqlPart> arguments, string? filter)
    {
        var where = filter is null ? "" : $" FILTER (WHERE {filter})";
        var distinct = call.Distinct ? "DISTINCT " : "";
        var argument = arguments.Count == 1 ? arguments[0] : null;
        return (call.Name, argument?.Type.Class) switch
        {
            ("count", null) when call.Star => new SqlPart($"count(*){where}", ExprType.Bigint),
            ("count", not null and not (TypeClass.Char or TypeClass.Real4 or TypeClass.Real8 or TypeClass.Citext)) => new SqlPart($"count({distinct}{argument!.Text}){where}", ExprType.Bigint),
            ("min" or "max", TypeClass.Integer) => new SqlPart($"{call.Name}({argument!.Text}){where}", argument.Type),
            ("sum", TypeClass.Integer) when argument!.Type.Name == "integer" => new SqlPart($"sum({distinct}{argument.Text}){where}", ExprType.Bigint),
            ("bool_and" or "every", TypeClass.Boolean) => SqlPart.Truth($"min({argument!.Text}){where}"),
            ("bool_or", TypeClass.Boolean) => SqlPart.Truth($"max({argument!.Text}){where}"),
            _ => null,
        };
    }

    private static UntranslatableException Refused(string name) => new($"it calls {name}(), which SQLite does not have or computes in another way");
}
