using System.Data.Common;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Parties;

/// <summary>The columns the API shows, in one place so that list and map cannot drift apart.</summary>
internal static class PartyColumns
{
    public const string Select =
        "p.id, p.name, p.gstin, p.gst_enabled, p.contact_person, p.contact_number, p.email, "
        + "p.billing_address_line1, p.billing_address_line2, p.billing_city, p.billing_state, p.billing_country, p.billing_pincode, "
        + "p.shipping_address_line1, p.shipping_address_line2, p.shipping_city, p.shipping_state, p.shipping_country, p.shipping_pincode, "
        + "p.gst_registration_status, p.notes, p.is_active, p.is_customer, p.is_vendor, p.version, p.is_protected, p.name_sort";

    public static Party Map(DbDataReader reader) => new()
    {
        Id = reader.GetInt32(0),
        Name = reader.GetString(1),
        Gstin = reader.Text(2),
        GstEnabled = reader.Flag(3),
        ContactPerson = reader.Text(4),
        ContactNumber = reader.Text(5),
        Email = reader.Text(6),
        BillingAddressLine1 = reader.Text(7),
        BillingAddressLine2 = reader.Text(8),
        BillingCity = reader.Text(9),
        BillingState = reader.Text(10),
        BillingCountry = reader.Text(11),
        BillingPincode = reader.Text(12),
        ShippingAddressLine1 = reader.Text(13),
        ShippingAddressLine2 = reader.Text(14),
        ShippingCity = reader.Text(15),
        ShippingState = reader.Text(16),
        ShippingCountry = reader.Text(17),
        ShippingPincode = reader.Text(18),
        GstRegistrationStatus = reader.Text(19),
        Notes = reader.Text(20),
        IsActive = reader.GetBoolean(21),
        IsCustomer = reader.Flag(22),
        IsVendor = reader.Flag(23),
        Version = reader.GetInt32(24),
        IsProtected = reader.GetBoolean(25),
        NameSort = reader.GetString(26),
    };
}
