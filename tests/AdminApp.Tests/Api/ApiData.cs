using AdminApp.Data.Audit;
using AdminApp.Data.Origin;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;

namespace AdminApp.Tests.Api;

/// <summary>What the tenant holds before the application starts. Tests that change parties create their own.</summary>
internal static class ApiData
{
    /// <summary>Id of a party with every field set.</summary>
    public const int Full = 1;

    /// <summary>Id of a party with nothing but its name: the awkward NULLs of old rows.</summary>
    public const int Bare = 2;

    /// <summary>Id of a party that is both customer and vendor.</summary>
    public const int Both = 3;

    /// <summary>Id of an inactive vendor.</summary>
    public const int Inactive = 4;

    /// <summary>Id of a protected customer.</summary>
    public const int Protected = 5;

    /// <summary>Id of a product that is inactive.</summary>
    public const int InactiveProduct = 2;

    public const int ProtectedProduct = 3;

    public static async Task FillAsync(TenantContext context)
    {
        context.Parties.AddRange(
            new Party
            {
                Id = Full,
                Name = "Ångström Traders",
                ContactPerson = "Asha Rao",
                ContactNumber = "+91 80 5550 0100",
                Email = "asha@example.in",
                Gstin = "29ABCDE1234F1Z5",
                GstRegistrationStatus = "GST registered",
                GstEnabled = false,
                BillingAddressLine1 = "12 MG Road",
                BillingAddressLine2 = "2nd floor",
                BillingCity = "Bengaluru",
                BillingState = "Karnataka",
                BillingCountry = "India",
                BillingPincode = "560001",
                ShippingAddressLine1 = "Dock 4",
                ShippingAddressLine2 = "Gate B",
                ShippingCity = "Chennai",
                ShippingState = "Tamil Nadu",
                ShippingCountry = "India",
                ShippingPincode = "600001",
                Notes = "100% \"prepaid\"",
                IsCustomer = true,
                IsVendor = false,
            },
            new Party { Id = Bare, Name = "Bare", GstRegistrationStatus = null, GstEnabled = null, BillingCountry = null, IsCustomer = null, IsVendor = null },
            new Party { Id = Both, Name = "Both Sides", IsCustomer = true, IsVendor = true, Notes = "under_score" },
            new Party { Id = Inactive, Name = "Closed Vendor", IsCustomer = false, IsVendor = true, IsActive = false },
            new Party { Id = Protected, Name = "Kept", IsCustomer = true, IsVendor = false, IsProtected = true, BillingCity = "100%_literal" });
        context.Products.AddRange(
            new Product { Id = 1, Name = "Zahnbürste", Sku = "ZB-1", Category = "Dental", ItemType = "tradable", SalesPrice = 9999999999.99m, PurchasePrice = 0.01m, Stock = 12, Unit = "Pcs", GstRate = 18, Supplier = "Ångström Traders" },
            new Product { Id = InactiveProduct, Name = "Gloves", Sku = "GL-1", Category = "Dental", ItemType = "consumable", SalesPrice = 5m, Stock = -3, Unit = "Box", IsActive = false },
            new Product { Id = ProtectedProduct, Name = "Amalgam", Sku = "AM-1", ItemType = "manufactured", SalesPrice = 100.50m, Stock = 0, Unit = "g", IsProtected = true });
        context.OriginRoles.Add(new OriginRole { Id = 1, Name = "Admin" });
        await context.SaveChangesAsync();
        context.OriginUsers.Add(new OriginUser { Id = 7, Username = "meera", PasswordHash = "-", RoleId = 1 });
        await context.SaveChangesAsync();
        context.AuditTrail.AddRange(
            new AuditTrailEntry { Id = 1, UserId = 7, Action = "LOGIN", TableName = "users", RecordId = 7, IpAddress = "10.0.0.9", UserAgent = "Firefox", CreatedAt = new DateTime(2025, 8, 1, 9, 30, 0) },
            new AuditTrailEntry { Id = 2, UserId = 7, Action = "CREATE", TableName = "products", RecordId = 1, NewValues = "=HYPERLINK(\"http://example.in\")", CreatedAt = new DateTime(2025, 8, 2, 9, 30, 0).AddMicroseconds(120) });
        await context.SaveChangesAsync();
    }
}
