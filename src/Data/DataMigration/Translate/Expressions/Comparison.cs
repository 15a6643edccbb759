using System.Globalization;

namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Translates comparisons where the stored forms compare as PostgreSQL's values do.</summary>
internal sealed class Comparison(Notes notes)
{
    // Decimals of so many digits keep their order, and stay apart, as doubles.
    private const int DigitsOfDouble = 15;

    public SqlPart Of(string symbol, SqlPart left, SqlPart right)
    {
        (left, right) = Alike(left, right);
        var equality = symbol is "=" or "<>";
        if (equality && Equality(left, right) is var (l, r))
            return SqlPart.Truth($"({l} {symbol} {r})");
        switch (left.Type.Class)
        {
            case TypeClass.Numeric:
                return Numeric(symbol, left, right);
            case TypeClass.Text or TypeClass.Char when !left.Type.ByBytes || !right.Type.ByBytes:
                throw new UntranslatableException("it compares texts by the rules of a language");
            case TypeClass.Enum:
                throw new UntranslatableException("it compares by the order of an enum's labels");
            case TypeClass.Citext:
                throw new UntranslatableException("it compares citext by order");
            case TypeClass.Date or TypeClass.Timestamp or TypeClass.TimestampTz:
                foreach (var side in new[] { left, right }.Where(side => side.Constant is null))
                    notes.Dates.Add(side.Text);
                break;
        }
        return SqlPart.Truth($"({Comparable(left)} {symbol} {Comparable(right)})");
    }

    /// <summary>Two texts that are equal, by SQLite's plain rules, when the values are; null when it takes more than that.</summary>
    public (string Left, string Right)? Equality(SqlPart left, SqlPart right)
    {
        (left, right) = Alike(left, right);
        var type = left.Type.Class;
        if (!left.Type.Deterministic || !right.Type.Deterministic)
            throw new UntranslatableException("it compares texts under a collation in which different texts can be equal");
        if (type == TypeClass.Numeric && !(left.Stored && right.Stored))
            return left.Stored == right.Stored ? (left.Text, right.Text) : null;
        if (type == TypeClass.Citext)
            notes.Differs("compares without case for A-Z only");
        return (Comparable(left), Comparable(right));
    }

    /// <summary>Both sides as one type, or a refusal.</summary>
    public static (SqlPart Left, SqlPart Right) Alike(SqlPart left, SqlPart right)
    {
        if (left.Type.Class == TypeClass.Unknown && right.Type.Class != TypeClass.Unknown)
            left = left.Constant is null ? left with { Type = right.Type } : SqlPart.Of(right.Type, left.Constant);
        else if (right.Type.Class == TypeClass.Unknown)
            right = right.Constant is null ? right with { Type = left.Type } : SqlPart.Of(left.Type, right.Constant);
        if (left.Type.Class != right.Type.Class)
            (left, right) = (Widened(left, right.Type), Widened(right, left.Type));
        if (left.Type.Class is TypeClass.Other or TypeClass.Composite)
            throw new UntranslatableException($"it compares values of type {left.Type.Name}");
        return left.Type.Class == right.Type.Class ? (left, right)
            : throw new UntranslatableException($"it compares {left.Type.Name} with {right.Type.Name}");
    }

    private static SqlPart Widened(SqlPart value, ExprType other) => (value.Type.Class, other.Class) switch
    {
        (TypeClass.Date, TypeClass.Timestamp) when value.Constant is { } date => SqlPart.Of(other, Midnight(date)),
        (TypeClass.Timestamp, TypeClass.Date) when value.Constant is { } time && time.EndsWith(" 00:00:00", StringComparison.Ordinal) => SqlPart.Of(other, time[..10]),
        // A constant that a real holds exactly; any other lies between the real and its shortest decimal.
        (TypeClass.Real8, TypeClass.Real4) when value.Constant is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var number) && (float)number == number =>
            value with { Type = other },
        _ => value,
    };

    private static string Midnight(string date) => date is "infinity" or "-infinity" ? date : date + " 00:00:00";

    private static string Comparable(SqlPart value) =>
        value.Type.Class == TypeClass.Char && value.Constant is null ? $"rtrim({value.Text}, ' ')" : value.Text;

    private static SqlPart Numeric(string symbol, SqlPart left, SqlPart right)
    {
        if (left.Constant is not null && right.Constant is null)
            return Numeric(Mirrored(symbol), right, left);
        if (left.Stored && right.Constant is { } constant && StoredLiteral.Decimal(constant) == "0.0" && symbol is not ("=" or "<>"))
            return SqlPart.Truth(SignTest(symbol, left.Text));
        foreach (var side in new[] { left, right }.Where(side => side.Stored))
        {
            var digits = side.Constant is { } text ? StoredLiteral.DigitsOf(StoredLiteral.Decimal(text)!) : side.Type.Digits;
            if (digits is 0 or > DigitsOfDouble)
                throw new UntranslatableException($"it compares numbers of any length, which are stored as text");
        }
        var plain = $"{Number(left)} {symbol} {Number(right)}";
        var (leftNaN, rightNaN) = (NaN(left), NaN(right));
        if (leftNaN is null && rightNaN is null)
            return SqlPart.Truth($"({plain})");
        // NaN equals itself and is greater than every number.
        var whenLeft = symbol is ">" or ">=" or "<>";
        if (rightNaN is null)
            return SqlPart.Truth(whenLeft ? $"({leftNaN} OR {plain})" : $"(NOT {leftNaN} AND {plain})");
        var whenRight = symbol is "<" or "<=" or "<>" ? 1 : 0;
        var both = symbol is "=" or "<=" or ">=" ? 1 : 0;
        var leftArm = leftNaN is null ? "" : $" WHEN {leftNaN} AND {rightNaN} THEN {both} WHEN {leftNaN} THEN {(whenLeft ? 1 : 0)}";
        return SqlPart.Truth($"CASE WHEN {left.Text} IS NULL OR {right.Text} IS NULL THEN NULL{leftArm} WHEN {rightNaN} THEN {whenRight} ELSE {plain} END");
    }

    // The canonical text tells the sign of any number, NaN and the infinities included.
    private static string SignTest(string symbol, string text) => symbol switch
    {
        ">" => $"(substr({text}, 1, 1) <> '-' AND {text} <> '0.0')",
        ">=" => $"(substr({text}, 1, 1) <> '-')",
        "<" => $"(substr({text}, 1, 1) = '-')",
        _ => $"(substr({text}, 1, 1) = '-' OR {text} = '0.0')",
    };

    private static string Number(SqlPart value) =>
        value.Constant is { } text ? StoredLiteral.Decimal(text)! : value.Stored ? $"CAST({value.Text} AS REAL)" : value.Text;

    private static string? NaN(SqlPart value) => value.Stored && value.Constant is null ? $"{value.Text} = 'NaN'" : null;

    private static string Mirrored(string symbol) => symbol switch
    {
        "<" => ">",
        ">" => "<",
        "<=" => ">=",
        ">=" => "<=",
        _ => symbol,
    };
}
