namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>A translated part.</summary>
internal sealed record SqlPart(string Text, ExprType Type)
{
    /// <summary>Its value in PostgreSQL's text when it is a constant; <see cref="Text"/> then is made for its type.</summary>
    public string? Constant { get; init; }

    /// <summary>False when the value is right but not in the form that its type is stored in, e.g. a whole number for a numeric.</summary>
    public bool Stored { get; init; } = true;

    public static SqlPart Null { get; } = new("NULL", ExprType.Unknown);

    public bool IsNull => Text == "NULL";

    public static SqlPart Truth(string text) => new(text, ExprType.Boolean);

    /// <summary>A constant of a type.</summary>
    public static SqlPart Of(ExprType type, string text)
    {
        // Padding of a char(n) does not count in comparisons.
        var value = type.Class == TypeClass.Char ? text.TrimEnd(' ') : text;
        var literal = type.Class is TypeClass.Other or TypeClass.Composite ? null : StoredLiteral.Of(type.Encoding, value);
        if (literal is null)
            throw new UntranslatableException($"it uses a constant of type {type.Name}");
        return new SqlPart(literal, type) { Constant = value };
    }
}

/// <summary>What is found on the way through an expression.</summary>
internal sealed class Notes
{
    public List<string> Differences { get; } = [];

    /// <summary>A row that PostgreSQL accepted could fail this as a CHECK.</summary>
    public bool MayRefuse { get; private set; }

    /// <summary>Columns of dates that are compared by their text, which is right from the year 1 to 9999 and for infinities.</summary>
    public HashSet<string> Dates { get; } = new(StringComparer.Ordinal);

    public void Differs(string difference, bool mayRefuse = true)
    {
        if (!Differences.Contains(difference))
            Differences.Add(difference);
        MayRefuse |= mayRefuse;
    }
}
