using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Sql;

/// <summary>A count that stops at a bound: "10,000+" costs a millisecond, the exact number of a million does not.</summary>
public readonly record struct CappedCount(long Value, bool IsExact)
{
    /// <summary>Counts are exact up to this many.</summary>
    public const int Bound = 10_000;

    public static CappedCount operator +(CappedCount left, CappedCount right) => new(left.Value + right.Value, left.IsExact && right.IsExact);

    /// <param name="context">An open tenant.</param>
    /// <param name="from">Table and alias.</param>
    /// <param name="where">Conditions, from WHERE on.</param>
    /// <param name="cancellationToken">Stops the count.</param>
    /// <param name="isSample">The conditions see only some of the rows: what is found is a lower bound.</param>
    internal static async Task<CappedCount> OfAsync(DbContext context, string from, SqlText where, CancellationToken cancellationToken, bool isSample = false)
    {
        var count = await new SqlText($"SELECT count(*) FROM (SELECT 1 FROM {from}").Add(where).Add(" LIMIT ").Value(Bound + 1).Add(") AS counted")
            .NumberAsync(context, cancellationToken).ConfigureAwait(false);
        return count > Bound ? new CappedCount(Bound, false) : new CappedCount(count, !isSample);
    }

    /// <summary>Every row that matches, however long it takes.</summary>
    internal static async Task<CappedCount> ExactAsync(DbContext context, string from, SqlText where, CancellationToken cancellationToken) =>
        new(await new SqlText($"SELECT count(*) FROM {from}").Add(where).NumberAsync(context, cancellationToken).ConfigureAwait(false), true);
}
