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
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<PartyPage> ListAsync(TenantAccess access, PartyFilter filter, PartySort sort, bool descending, int pageIndex, int pageSize, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        ArgumentOutOfRangeException.ThrowIfNegative(pageIndex);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var search = await SearchPlan.ChooseAsync(context, PartyFilterSql.SearchIndex, filter.Search, cancellationToken).ConfigureAwait(false);
        var active = await CountAsync(context, filter, StatusFilter.Active, search, cancellationToken).ConfigureAwait(false);
        var inactive = await CountAsync(context, filter, StatusFilter.Inactive, search, cancellationToken).ConfigureAwait(false);

        var size = Math.Clamp(pageSize, 1, MaxPageSize);
        var select = new SqlText($"SELECT {RowColumns} FROM parties p").Add(sort == PartySort.OpenBalance ? JoinOpenBalance : "").Add(PartyFilterSql.Where(filter, filter.Status, search))
            .Add(OrderBy(sort, descending)).Add(" LIMIT ").Value(size).Add(" OFFSET ").Value((long)pageIndex * size);
        var rows = await select.RowsAsync(context, MapRow, cancellationToken).ConfigureAwait(false);
        return new PartyPage(await WithOpenInvoicesAsync(context, rows, cancellationToken).ConfigureAwait(false), active, inactive, pageIndex);
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
        select.Add(OrderBy(PartySort.Name, descending: false));
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

    /// <summary>Distinct values of a column for a filter's list, the most frequent first, at most 100.</summary>
    public async Task<IReadOnlyList<string>> ChoicesAsync(TenantAccess access, PartyChoice choice, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var column = choice switch
        {
            PartyChoice.City => "billing_city",
            PartyChoice.State => "billing_state",
            _ => "gst_registration_status",
        };
        return await new SqlText($"SELECT {column} FROM parties WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 100")
            .RowsAsync(context, reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);
    }

    private static Task<CappedCount> CountAsync(TenantContext context, PartyFilter filter, StatusFilter status, SearchPlan search, CancellationToken cancellationToken)
    {
        var counting = search.ForCounting();
        return CappedCount.OfAsync(context, "parties p", PartyFilterSql.Where(filter, status, counting), cancellationToken, counting is SearchPlan.Sample);
    }

    private static string OrderBy(PartySort sort, bool descending)
    {
        var direction = descending ? " DESC" : "";
        var key = sort switch
        {
            PartySort.Name => "p.name_sort",
            PartySort.Id => null,
            PartySort.Contact => Folded("contact_person"),
            PartySort.Email => Folded("email"),
            PartySort.Gstin => Folded("gstin"),
            PartySort.City => Folded("billing_city"),
            PartySort.State => Folded("billing_state"),
            PartySort.Registration => Folded("gst_registration_status"),
            PartySort.OpenBalance => "o.balance" + SqlDialect.AsNumber,
            PartySort.Active => "p.is_active",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
        };
        // Only a balance can be missing here; saying so for the name would keep PostgreSQL from its index.
        var nulls = sort != PartySort.OpenBalance ? "" : descending ? " NULLS LAST" : " NULLS FIRST";
        return key is null ? $" ORDER BY p.id{direction}" : $" ORDER BY {key}{direction}{nulls}, p.id{direction}";
    }

    private static string Folded(string column) => $"{SqlDialect.Fold}(p.{column}){SqlDialect.ByCodePoint}";

    private static PartyRow MapRow(DbDataReader reader) => new(
        reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.Text(4), reader.Text(5), reader.Text(6), reader.Text(7),
        reader.Text(8), reader.Text(9), reader.Text(10), reader.GetBoolean(11), reader.GetBoolean(12), reader.GetInt32(13));

    private static async Task<IReadOnlyList<PartyRow>> WithOpenInvoicesAsync(TenantContext context, List<PartyRow> rows, CancellationToken cancellationToken)
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

public enum PartyChoice
{
    City,
    State,
    Registration,
}
