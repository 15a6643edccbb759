using AdminApp.Data.Invoices;
using AdminApp.Data.Tenants;

namespace AdminApp.Tests.Shared;

/// <summary>Documents that hang on parties.</summary>
public static class TestDocuments
{
    /// <summary>Invoices of a customer, by status and balance.</summary>
    public static Task AddInvoicesAsync(this TestInstallation app, int customerId, params (string Status, decimal Balance)[] invoices) =>
        app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            var number = 0;
            foreach (var (status, balance) in invoices)
            {
                context.Invoices.Add(new Invoice
                {
                    CustomerId = customerId,
                    SupplierId = customerId,
                    InvoiceNo = $"I-{customerId}-{number++}",
                    Date = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                    DueDate = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
                    Status = status,
                    PlaceOfSupply = "Karnataka",
                    PlaceOfSupplyStateCode = "29",
                    BillToAddress = "",
                    ShipToAddress = "",
                    GrandTotal = balance,
                    BalanceAmount = balance,
                });
            }
            await context.SaveChangesAsync();
        }, CancellationToken.None);
}
