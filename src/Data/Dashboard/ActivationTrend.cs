using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Audit;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Dashboard;

/// <summary>Records activated and deactivated on one day, one by one and in bulk.</summary>
public sealed record TrendDay(DateOnly Day, long Activated, long Deactivated);

/// <summary>How many records were activated and deactivated day by day. Bulk actions are added up from their batches, not from the audit row of each record.</summary>
public sealed class ActivationTrend(TenantDatabases databases, TimeProvider time)
{
    public const int MostDays = 92;

    /// <param name="access">Who, where.</param>
    /// <param name="zone">Days begin at its midnight.</param>
    /// <param name="days">Today and so many days before, less one; 1 to <see cref="MostDays"/>.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    /// <returns>Every day, oldest first.</returns>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<TrendDay>> OfAsync(TenantAccess access, TimeZoneInfo zone, int days, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var first = today.AddDays(1 - days);
        var begins = Enumerable.Range(0, days + 1).Select(index => Begin(first.AddDays(index), zone)).ToArray();
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var (up, down) = (new long[days], new long[days]);
        foreach (var (day, action, count) in await Singles(begins).RowsAsync(context, r => (r.GetInt32(0), r.GetString(1), r.GetInt64(2)), cancellationToken).ConfigureAwait(false))
            (action == AuditActions.Activate ? up : down)[day] += count;
        foreach (var (at, activate, count) in await Batches(begins[0]).RowsAsync(context, r => (r.GetDateTime(0), r.GetBoolean(1), r.GetInt64(2)), cancellationToken).ConfigureAwait(false))
        {
            var day = Array.FindLastIndex(begins, begin => begin <= at);
            if (day >= 0 && day < days)
                (activate ? up : down)[day] += count;
        }
        return [.. Enumerable.Range(0, days).Select(index => new TrendDay(first.AddDays(index), up[index], down[index]))];
    }

    /// <summary>An arm for each day: a stretch of the index over single changes.</summary>
    private static SqlText Singles(DateTime[] begins)
    {
        var select = new SqlText();
        for (var day = 0; day < begins.Length - 1; day++)
        {
            select.Add(day == 0 ? "SELECT " : " UNION ALL SELECT ").Value(day).Add(", action, count(*) FROM audit_entries WHERE batch_id IS NULL AND occurred_at >= ").Value(begins[day])
                .Add(" AND occurred_at < ").Value(begins[day + 1]).Add($" AND action IN ('{AuditActions.Activate}', '{AuditActions.Deactivate}') GROUP BY action");
        }
        return select;
    }

    // A batch may begin some time after it was made, which is what the index is over; one of yesterday's still belongs to today then.
    private static SqlText Batches(DateTime from) => new SqlText("SELECT started_at, activate, changed FROM activation_batches WHERE created_at >= ").Value(from.AddDays(-1))
        .Add(" AND started_at >= ").Value(from).Add($" AND changed > 0 AND state NOT IN ('{BatchState.Previewed}', '{BatchState.Expired}')")
        // An import makes parties; it activates none.
        .Add(" AND coalesce(filter, '') NOT LIKE '{\"import\":%'");

    private static DateTime Begin(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock is put forward at midnight the day begins later.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
    }
}
