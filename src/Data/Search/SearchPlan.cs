using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Text;

namespace AdminApp.Data.Search;

/// <summary>
/// How a search term is looked up. A selective term goes through the trigram index and is sorted afterwards; a broad one (found
/// in every second row) would make that sort huge, so it walks the sort order and tests each row instead, as do terms too short
/// for trigrams. A capped count of index hits decides. The bound is where sorting the hits begins to cost more than walking to
/// them: names that share a word also stand together, so a term of 6,000 hits in 200,000 rows may need a walk over most of them
/// (130 ms, against 17 ms for the sort), while one of 40,000 is met at once.
/// </summary>
public abstract record SearchPlan
{
    private const int SelectiveUpTo = 20_000;
    private const int TrigramLength = 3;

    private SearchPlan()
    {
    }

    /// <summary>No term: nothing to test.</summary>
    public sealed record None : SearchPlan;

    /// <param name="Match">FTS5 phrase.</param>
    public sealed record FullText(string Match) : SearchPlan;

    /// <param name="Term">As typed.</param>
    /// <param name="Match">FTS5 phrase of a term broader than sorting is good for; null for one too short for the index.</param>
    public sealed record Scan(string Term, string? Match) : SearchPlan;

    /// <summary>The first hits of the index, in no order: enough for a lower bound of a count, useless for a list.</summary>
    /// <param name="Match">FTS5 phrase.</param>
    public sealed record Sample(string Match) : SearchPlan;

    /// <summary>No row can match.</summary>
    public sealed record Nothing : SearchPlan;

    /// <summary>The plan to count with: testing row by row until enough are found may test them all.</summary>
    public SearchPlan ForCounting() => this is Scan { Match: { } match } ? new Sample(match) : this;

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
            case Sample sample:
                where.Add($" AND {alias}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ").Value(sample.Match).Add(" LIMIT ").Value(SelectiveUpTo).Add(")");
                break;
            case Nothing:
                where.Add(" AND FALSE");
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
        // PostgreSQL keeps no such character in a text, and refuses even to look for it.
        if (!context.Dialect.HasSearchIndex)
            return trimmed.Contains('\0') ? new Nothing() : new Scan(trimmed, null);
        var folded = SearchFold.Fold(trimmed);
        if (folded.EnumerateRunes().Count() < TrigramLength || folded.Contains('\0'))
            return new Scan(trimmed, null);
        var match = "\"" + folded.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var hits = await new SqlText($"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ").Value(match).Add(" LIMIT ").Value(SelectiveUpTo + 1).Add(") AS hits")
            .NumberAsync(context, cancellationToken).ConfigureAwait(false);
        return hits <= SelectiveUpTo ? new FullText(match) : new Scan(trimmed, match);
    }
}
