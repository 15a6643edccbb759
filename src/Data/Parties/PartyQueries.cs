using System.Data.Common;
using System.Runtime.CompilerServices;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Schema;
using AdminApp.Data.Search;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Parties;

/// <summary>Reads parties. Nothing here loads more than a page, save the stream, which holds one row at a time.</summary>
public sealed class PartyQueries(TenantDatabases databases)
{
    public const int MaxPageSize = 200;

    private const string RowColumns =
        "p.id, p.name, coalesce(p.is_customer, FALSE), coalesce(p.is_vendor, FALSE), p.contact_person, p.contact_number, p.email, p.gstin, "
        + "p.billing_city, p.billing_state, p.gst_registration_status, p.is_active, p.is_protected, p.version";

    private const string JoinOpenBalance =
        $" LEFT JOIN (SELECT customer_id, {SqlDialect.Sum}(balance_amount) AS balance FROM invoices WHERE {OpenDocuments.Invoice} GROUP BY customer_id) o ON o.customer_id = p.id";

    /// <summary>One page, with the counts of both states under the same conditions.</summary>
    /// <param name="access">Who asks, where.</param>
    /// <param name="filter">The conditions.</param>
    /// <param name="order">Columns, the most significant first; the id breaks ties.</param>
    /// <param name="page">Which page; at most <see cref="MaxPageSize"/> rows.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<PartyPage> ListAsync(TenantAccess access, PartyFilter filter, IReadOnlyList<PartyOrder> order, PageRequest page, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        ArgumentOutOfRangeException.ThrowIfNegative(page.Index);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        var active = await CountAsync(context, filter, StatusFilter.Active, search, cancellationToken).ConfigureAwait(false);
        var inactive = await CountAsync(context, filter, StatusFilter.Inactive, search, cancellationToken).ConfigureAwait(false);

        var from = "parties p" + (order.Any(term => term.Sort == PartySort.OpenBalance) ? JoinOpenBalance : "");
        var read = await PartyOrderSql.Of(order).ReadAsync(
            context, RowColumns, from, PartyFilterSql.Where(filter, filter.Status, search), page with { Size = Math.Clamp(page.Size, 1, MaxPageSize) }, MapRow, cancellationToken).ConfigureAwait(false);
        return new PartyPage(read with { Rows = await WithOpenInvoicesAsync(context, read.Rows, cancellationToken).ConfigureAwait(false) }, active, inactive);
    }

    /// <summary>How many match in either state, however many: for those who ask, since a million takes its time.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<(CappedCount Active, CappedCount Inactive)> CountAllAsync(TenantAccess access, PartyFilter filter, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        return (await CappedCount.ExactAsync(context, "parties p", PartyFilterSql.Where(filter, StatusFilter.Active, search), cancellationToken).ConfigureAwait(false),
            await CappedCount.ExactAsync(context, "parties p", PartyFilterSql.Where(filter, StatusFilter.Inactive, search), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Every matching party as an entity, by name, one at a time: for the API's bare array.</summary>
    /// <param name="access">Who asks, where.</param>
    /// <param name="filter">The conditions.</param>
    /// <param name="after">Resume behind this sort key; null from the start.</param>
    /// <param name="limit">At most this many; null for all.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    public async IAsyncEnumerable<Party> StreamAsync(TenantAccess access, PartyFilter filter, PartyKey? after, int? limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        var select = new SqlText($"SELECT {PartyColumns.Select} FROM parties p").Add(PartyFilterSql.Where(filter, filter.Status, search));
        if (after is { } key)
            select.Add(" AND (p.name_sort, p.id) > (").Value(key.NameSort).Add(", ").Value(key.Id).Add(")");
        select.Add(PartyOrderSql.Of([new(PartySort.Name)]).OrderBy());
        if (limit is { } most)
            select.Add(" LIMIT ").Value(most);
        await foreach (var party in select.StreamAsync(context, PartyColumns.Map, cancellationToken).ConfigureAwait(false))
            yield return party;
    }

    /// <summary>How many match, exact up to <see cref="CappedCount.Bound"/>.</summary>
    public async Task<CappedCount> CountAsync(TenantAccess access, PartyFilter filter, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        return await CountAsync(context, filter, filter.Status, search, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>null when there is no such party.</returns>
    public async Task<Party?> FindAsync(TenantAccess access, int id, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        return await context.Parties.SingleOrDefaultAsync(p => p.Id == id, cancellationToken).ConfigureAwait(false);
    }

    private static Task<CappedCount> CountAsync(TenantContext context, PartyFilter filter, StatusFilter status, SearchPlan search, CancellationToken cancellationToken)
    {
        var counting = search.ForCounting();
        return CappedCount.OfAsync(context, "parties p", PartyFilterSql.Where(filter, status, counting), cancellationToken, counting is SearchPlan.Sample);
    }

    private static PartyRow MapRow(DbDataReader reader) => new(
        reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.Text(4), reader.Text(5), reader.Text(6), reader.Text(7),
        reader.Text(8), reader.Text(9), reader.Text(10), reader.GetBoolean(11), reader.GetBoolean(12), reader.GetInt32(13));

    private static async Task<IReadOnlyList<PartyRow>> WithOpenInvoicesAsync(TenantContext context, IReadOnlyList<PartyRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return rows;
        var sql = new SqlText($"SELECT customer_id, count(*), {SqlDialect.Sum}(balance_amount) FROM invoices WHERE customer_id IN (");
        for (var i = 0; i < rows.Count; i++)
            sql.Add(i == 0 ? "" : ",").Value(rows[i].Id);
        sql.Add($") AND {OpenDocuments.Invoice} GROUP BY customer_id");
        var open = (await sql.RowsAsync(context, r => (Id: r.GetInt32(0), Count: r.GetInt32(1), Balance: r.Money(2)), cancellationToken).ConfigureAwait(false)).ToDictionary(o => o.Id);
        return [.. rows.Select(row => open.TryGetValue(row.Id, out var found) ? row with { OpenInvoices = found.Count, OpenBalance = found.Balance } : row)];
    }
}

/// <summary>Where a list by name continues.</summary>
public readonly record struct PartyKey(string NameSort, int Id);
