using AdminApp.Data.Schema;

namespace AdminApp.Data.Sql;

/// <summary>A value a list can be narrowed to.</summary>
/// <param name="Value">As recorded.</param>
/// <param name="Count">How many records have it under the other conditions; null where looking further would take too long.</param>
public sealed record Facet(string Value, CappedCount? Count)
{
    /// <summary>Values of one column, the most frequent.</summary>
    public const int Most = 100;

    /// <summary>Records looked at for the counts: beyond, a count is a lower bound.</summary>
    private const int Bound = 20_000;

    /// <summary>The values of a column in the whole table, the most frequent first, with their counts under some conditions.</summary>
    /// <param name="context">An open tenant.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">Its column.</param>
    /// <param name="where">The conditions, from WHERE on, with the table as <c>p</c>.</param>
    /// <param name="isSample">The conditions see only some of the rows.</param>
    /// <param name="cancellationToken">Stops counting.</param>
    internal static async Task<IReadOnlyList<Facet>> OfAsync(TenantContext context, string table, string column, SqlText where, bool isSample, CancellationToken cancellationToken)
    {
        var values = await new SqlText($"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {Most}")
            .RowsAsync(context, reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);
        var counted = await new SqlText($"SELECT coalesce(value, ''), count(*) FROM (SELECT p.{column} AS value FROM {table} p")
            .Add(where).Add(" LIMIT ").Value(Bound).Add(") AS looked_at GROUP BY 1")
            .RowsAsync(context, reader => (Value: reader.GetString(0), Count: reader.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        var isExact = !isSample && counted.Sum(found => found.Count) < Bound;
        // Empty and missing are one group here, and none of the choices.
        var counts = counted.Where(found => found.Value.Length > 0).ToDictionary(found => found.Value, found => found.Count);
        return [.. values.Select(value => new Facet(value, counts.TryGetValue(value, out var count) ? new CappedCount(count, isExact) : isExact ? new CappedCount(0, true) : null))];
    }
}
