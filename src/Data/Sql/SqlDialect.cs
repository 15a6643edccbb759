using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Sql;

/// <summary>
/// The few words of SQL the providers say differently. Statements are written once, with these words where the providers part;
/// <see cref="SqlText"/> puts the provider's own in when it runs them. Values are never part of the text, so replacing is safe.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Before a parenthesis: the exact sum of a money column.</summary>
    public const string Sum = "$sum";

    /// <summary>Before a parenthesis: the text without case and accents, as <see cref="Text.SearchFold"/> makes it; "" for NULL.</summary>
    public const string Fold = "$fold";

    /// <summary>Behind a money column: it is compared as the number it is.</summary>
    public const string AsNumber = "$number";

    /// <summary>Behind a text in ORDER BY: ordered by code point, whatever the language of the database.</summary>
    public const string ByCodePoint = "$codepoint";

    /// <summary>Before a JSON array as a value in parentheses, with <see cref="AsJson"/> behind it: its elements as rows with a column <c>value</c>.</summary>
    public const string JsonRows = "$rows";

    /// <summary>Before a parenthesis with a text in hexadecimal and <see cref="AsHex"/>: its bytes.</summary>
    public const string FromHex = "$bytes";

    /// <summary>Behind the text in <see cref="FromHex"/>.</summary>
    public const string AsHex = "$hex";

    /// <summary>Behind a text that is JSON.</summary>
    public const string AsJson = "$json";

    private const string Numbers = "$numbers";

    /// <summary>For a context of either provider; the central database is always SQLite.</summary>
    public static SqlDialect Of(DbContext context) => (context as Schema.TenantContext)?.Dialect ?? SqliteDialect.Instance;

    /// <summary>A full-text index finds terms; without one, every row is tested.</summary>
    public abstract bool HasSearchIndex { get; }

    /// <summary>The text in the words of the provider.</summary>
    public string Translate(string text) => text.Contains('$', StringComparison.Ordinal) ? Replace(text) : text;

    /// <summary>Whatever the connection must know before it can run the text.</summary>
    public virtual void Prepare(DbConnection connection, string text)
    {
    }

    /// <summary>A value as the provider takes it.</summary>
    public virtual object Value(object? value) => value switch
    {
        null => DBNull.Value,
        // Instants are kept as UTC without a zone; one that says it is UTC would be taken for another type by PostgreSQL.
        DateTime instant => Schema.NaiveUtcConverter.ToStored(instant),
        _ => value,
    };

    /// <summary>The folded text of a column as something to sort by.</summary>
    public static string Folded(string column) => $"{Fold}({column}){ByCodePoint}";

    /// <summary>Adds <c>column IN (…)</c> for numbers of any count, as one value.</summary>
    internal static SqlText In(SqlText text, string column, IReadOnlyCollection<int> numbers) =>
        text.Add($"{column} IN ({Numbers}(").Value(System.Text.Json.JsonSerializer.Serialize(numbers)).Add($"{AsJson}))");

    protected string Replace(string text) => text
        .Replace(Numbers, NumbersWord, StringComparison.Ordinal)
        .Replace(AsJson, JsonWord, StringComparison.Ordinal)
        .Replace(JsonRows, RowsWord, StringComparison.Ordinal)
        .Replace(FromHex, BytesWord, StringComparison.Ordinal)
        .Replace(AsHex, HexWord, StringComparison.Ordinal)
        .Replace(AsNumber, NumberWord, StringComparison.Ordinal)
        .Replace(ByCodePoint, CodePointWord, StringComparison.Ordinal)
        .Replace(Sum, SumWord, StringComparison.Ordinal)
        .Replace(Fold, FoldWord, StringComparison.Ordinal);

    protected abstract string SumWord { get; }

    protected abstract string FoldWord { get; }

    protected abstract string NumberWord { get; }

    protected abstract string CodePointWord { get; }

    /// <summary>Before the JSON array of numbers in parentheses: the statement that gives them as rows.</summary>
    protected abstract string NumbersWord { get; }

    protected abstract string RowsWord { get; }

    protected abstract string BytesWord { get; }

    protected abstract string HexWord { get; }

    /// <summary>Behind a text that is JSON.</summary>
    protected abstract string JsonWord { get; }
}
