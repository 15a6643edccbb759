using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Text;

namespace AdminApp.Data.Search;

/// <summary>
/// How a search term is looked up. A selective term goes through the trigram index and is sorted afterwards; a broad one (found
/// in every second row) would make that sort huge, so it walks the sort order and tests each row instead, as do terms too short
/// for trigrams. A capped count of index hits decides; either way stays around a millisecond at a million rows.
/// </summary>
public abstract record SearchPlan
{
    private const int SelectiveUpTo = 2000;
    private const int TrigramLength = 3;

    private SearchPlan()
    {
    }

    /// <summary>No term: nothing to test.</summary>
    public sealed record None : SearchPlan;

    /// <param name="Match">FTS5 phrase.</param>
    public sealed record FullText(string Match) : SearchPlan;

    /// <param name="Term">As typed.</param>
    public sealed record Scan(string Term) : SearchPlan;

    /// <summary>Adds the test to a WHERE clause that has a condition already.</summary>
    /// <param name="where">The clause.</param>
    /// <param name="alias">Alias of a table with <c>id</c> and <c>search_text</c>.</param>
    /// <param name="index">Name of its full-text table.</param>
    internal void AddTo(SqlText where, string alias, string index)
    {
        switch (this)
        {
            case FullText fullText:
                where.Add($" AND {alias}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ").Value(fullText.Match).Add(")");
                break;
            case Scan scan:
                where.Add($" AND {alias}.search_text LIKE ").Value(SearchFold.LikePattern(scan.Term)).Add(" ESCAPE '\\'");
                break;
        }
    }

    /// <param name="context">An open tenant.</param>
    /// <param name="index">Name of the full-text table.</param>
    /// <param name="term">As typed; null, empty or blank for none.</param>
    /// <param name="cancellationToken">Stops the lookup.</param>
    public static async Task<SearchPlan> ChooseAsync(TenantContext context, string index, string? term, CancellationToken cancellationToken)
    {
        var trimmed = term?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return new None();
        var folded = SearchFold.Fold(trimmed);
        if (folded.EnumerateRunes().Count() < TrigramLength || folded.Contains('\0'))
            return new Scan(trimmed);
        var match = "\"" + folded.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var hits = await new SqlText($"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ").Value(match).Add(" LIMIT ").Value(SelectiveUpTo + 1).Add(")")
            .NumberAsync(context, cancellationToken).ConfigureAwait(false);
        return hits <= SelectiveUpTo ? new FullText(match) : new Scan(trimmed);
    }
}
