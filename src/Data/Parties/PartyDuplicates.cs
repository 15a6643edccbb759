using System.Data.Common;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using AdminApp.Data.Text;

namespace AdminApp.Data.Parties;

/// <summary>Another party that may be the same one.</summary>
public sealed record PartyLikeness(int Id, string Name, string? City, bool IsActive, bool SameGstin, bool SamePhone, bool SimilarName);

/// <summary>Hints at parties that were entered twice. Each look is a few entries of an index, however many parties there are.</summary>
public sealed class PartyDuplicates(TenantDatabases databases)
{
    /// <summary>At most this many hints.</summary>
    public const int Most = 5;

    /// <summary>Names before and behind in the order of names that are compared: a name that differs early lies further away and is not found.</summary>
    private const int Neighbours = 50;

    private const string Columns = "SELECT p.id, p.name, p.billing_city, p.is_active, p.gstin, p.contact_number FROM parties p WHERE ";

    /// <returns>Those with the same GSTIN first, then the same phone number, then a similar name.</returns>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<PartyLikeness>> OfAsync(TenantAccess access, Party party, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var (gstin, phone, sorted) = (party.Gstin ?? "", PartyPhone.Of(party.ContactNumber), SearchFold.Fold(party.Name));
        var found = new List<Candidate>();
        if (gstin.Length > 0)
            found.AddRange(await FindAsync(context, new SqlText("p.gstin <> '' AND p.gstin = ").Value(gstin), Most + 1, cancellationToken).ConfigureAwait(false));
        if (phone.Length >= PartyPhone.Shortest)
            found.AddRange(await FindAsync(context, new SqlText($"p.contact_number <> '' AND {PartyPhone.Digits("p.contact_number")} = ").Value(phone), Most + 1, cancellationToken).ConfigureAwait(false));
        found.AddRange(await FindAsync(context, new SqlText("p.name_sort >= ").Value(sorted).Add(" ORDER BY p.name_sort, p.id"), Neighbours, cancellationToken).ConfigureAwait(false));
        found.AddRange(await FindAsync(context, new SqlText("p.name_sort < ").Value(sorted).Add(" ORDER BY p.name_sort DESC, p.id DESC"), Neighbours, cancellationToken).ConfigureAwait(false));
        return
        [
            .. found.DistinctBy(other => other.Id).Where(other => other.Id != party.Id)
                .Select(other => new PartyLikeness(
                    other.Id, other.Name, other.City, other.IsActive, gstin.Length > 0 && other.Gstin == gstin,
                    phone.Length >= PartyPhone.Shortest && PartyPhone.Of(other.Phone) == phone, NameLikeness.IsSimilar(party.Name, other.Name)))
                .Where(like => like.SameGstin || like.SamePhone || like.SimilarName)
                .OrderByDescending(like => like.SameGstin).ThenByDescending(like => like.SamePhone).ThenBy(like => like.Id)
                .Take(Most),
        ];
    }

    private static Task<List<Candidate>> FindAsync(TenantContext context, SqlText condition, int most, CancellationToken cancellationToken) =>
        new SqlText(Columns).Add(condition).Add(" LIMIT ").Value(most).RowsAsync(context, Map, cancellationToken);

    private static Candidate Map(DbDataReader reader) => new(reader.GetInt32(0), reader.GetString(1), reader.Text(2), reader.GetBoolean(3), reader.Text(4), reader.Text(5));

    private sealed record Candidate(int Id, string Name, string? City, bool IsActive, string? Gstin, string? Phone);
}
