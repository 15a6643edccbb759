using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace AdminApp.Data.Sql;

/// <summary>What a list is ordered by, one of several: an expression that is never NULL.</summary>
/// <param name="Sql">In the words of <see cref="SqlDialect"/>.</param>
/// <param name="Kind">What the expression gives.</param>
/// <param name="Descending">The greatest first.</param>
internal sealed record SortTerm(string Sql, SortKind Kind, bool Descending)
{
    /// <summary>As a cursor keeps it: a text, a number or a flag. Money stays the exact text it is.</summary>
    public object Read(DbDataReader reader, int column) => Kind switch
    {
        SortKind.Text => reader.GetString(column),
        SortKind.Flag => reader.GetBoolean(column),
        SortKind.Number => reader.GetInt64(column),
        _ => reader.Money(column).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>As a statement takes it.</summary>
    /// <exception cref="FormatException">It is none of this kind.</exception>
    /// <exception cref="InvalidOperationException">It is none of this kind.</exception>
    public object Parse(JsonElement kept) => Kind switch
    {
        SortKind.Text => kept.GetString() ?? throw new FormatException("A text is missing."),
        SortKind.Flag => kept.GetBoolean(),
        SortKind.Number => kept.GetInt64(),
        _ => decimal.Parse(kept.GetString() ?? "", NumberStyles.Number, CultureInfo.InvariantCulture),
    };
}

internal enum SortKind
{
    Text,
    Flag,
    Number,
    Money,
}
