using System.Globalization;
using AdminApp.Data.Text;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Demo;

/// <summary>Parties: customers, vendors and both; every ninth inactive; duplicates and NULLs as an origin database has them.</summary>
internal sealed class DemoParties(SqliteConnection connection, SqliteTransaction transaction, Random random)
{
    private const string Columns =
        "id,name,gstin,gst_enabled,contact_person,contact_number,email,billing_address_line1,billing_city,billing_state,billing_country,billing_pincode,"
        + "gst_registration_status,notes,is_active,is_customer,is_vendor,version,is_protected,name_sort,search_text";

    private static readonly string[] Registrations = ["GST registered", "GST registered", "GST registered", "GST not registered", "Composition scheme"];

    public void Write(int count)
    {
        using var writer = new RowWriter(connection, transaction, "parties", Columns);
        for (var id = 1; id <= count; id++)
            Write(writer, id);
    }

    private void Write(RowWriter writer, int id)
    {
        var place = Pick(DemoNames.Places);
        var owner = Pick(DemoNames.Owners);
        var isCompany = id == 1;
        var name = isCompany ? "Sharma Dental (own company)" : Name(id, owner);
        string? contact = random.Next(6) == 0 ? null : owner + " " + (char)('A' + random.Next(26)) + ".";
        string? phone = random.Next(8) == 0 ? null : "+91 " + random.Next(70000, 99999).ToString(CultureInfo.InvariantCulture) + " " + random.Next(10000, 99999).ToString(CultureInfo.InvariantCulture);
        string? email = random.Next(5) == 0 ? null : $"{(SearchFold.Fold(owner).Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))}{id}@example.com";
        string? gstin = place.Code.Length == 0 || random.Next(4) == 0 ? null : Gstin(place.Code);
        string? line = random.Next(30) == 0 ? null : $"{random.Next(1, 400)} {Pick(DemoNames.Streets)}";
        string? state = place.State.Length == 0 ? null : place.State;
        var vendor = random.Next(4) == 0;
        writer.Write(
            id, name, gstin, random.Next(3) switch { 0 => (object?)null, 1 => 0, _ => 1 }, contact, phone, email, line, place.City, state, "India",
            place.Code.Length == 0 ? null : random.Next(110001, 799999).ToString(CultureInfo.InvariantCulture),
            Pick(Registrations), random.Next(10) == 0 ? "Imported from the old ledger; check the address." : null,
            isCompany || random.Next(9) != 0 ? 1 : 0, isCompany || !vendor || random.Next(5) == 0 ? 1 : 0, isCompany || vendor ? 1 : 0, 1, isCompany ? 1 : 0,
            SearchFold.Fold(name), SearchFold.Join(name, contact, phone, email, gstin, line, place.City, state));
    }

    private string Name(int id, string owner)
    {
        if (id % 40 == 2)
            return DemoNames.Special[id / 40 % DemoNames.Special.Length];
        var form = Pick(DemoNames.Forms);
        return $"{owner} {Pick(DemoNames.Trades)}{(form.Length == 0 ? "" : " " + form)}";
    }

    private string Gstin(string code)
    {
        Span<char> letters = stackalloc char[5];
        foreach (ref var letter in letters)
            letter = (char)('A' + random.Next(26));
        return $"{code}{letters}{random.Next(1000, 9999)}{(char)('A' + random.Next(26))}1Z{random.Next(0, 9)}";
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
