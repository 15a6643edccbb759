using AdminApp.Data.Sql;

namespace AdminApp.Data.Parties;

/// <summary>A column a list of parties is sorted by, and which way.</summary>
public sealed record PartyOrder(PartySort Sort, bool Descending = false);

/// <summary>The order of <c>parties p</c>, with the id breaking ties.</summary>
internal static class PartyOrderSql
{
    private const string Id = "p.id";

    /// <summary>A <see cref="PartySort.OpenBalance"/> needs the open balances as <c>o</c>.</summary>
    public static Keyset Of(IReadOnlyList<PartyOrder> order) => new(order.SelectMany(Terms), Id);

    private static IEnumerable<SortTerm> Terms(PartyOrder order)
    {
        SortTerm Term(string sql, SortKind kind = SortKind.Text) => new(sql, kind, order.Descending);
        return order.Sort switch
        {
            PartySort.Name => [Term("p.name_sort")],
            PartySort.Id => [Term(Id, SortKind.Number)],
            PartySort.Contact => [Term(SqlDialect.Folded("p.contact_person"))],
            PartySort.Phone => [Term(SqlDialect.Folded("p.contact_number"))],
            PartySort.Email => [Term(SqlDialect.Folded("p.email"))],
            PartySort.Gstin => [Term(SqlDialect.Folded("p.gstin"))],
            PartySort.City => [Term(SqlDialect.Folded("p.billing_city"))],
            PartySort.State => [Term(SqlDialect.Folded("p.billing_state"))],
            PartySort.Registration => [Term(SqlDialect.Folded("p.gst_registration_status"))],
            // Without any comes before a balance of nothing.
            PartySort.OpenBalance => [Term("(o.balance IS NOT NULL)", SortKind.Flag), Term("coalesce(o.balance, '0')" + SqlDialect.AsNumber, SortKind.Money)],
            PartySort.Active => [Term("p.is_active", SortKind.Flag)],
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Sort, null),
        };
    }
}
