using AdminApp.Data.Expenses;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Parties;

public sealed class PartyDependantsTestsOnSqlite() : PartyDependantsTests(TenantProvider.Sqlite);

public sealed class PartyDependantsTestsOnPostgres() : PartyDependantsTests(TenantProvider.PostgreSql);

public abstract class PartyDependantsTests(TenantProvider provider) : IAsyncLifetime
{
    private TestInstallation app = null!;

    public async Task InitializeAsync() => app = await TestInstallation.CreateAsync(provider);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Documents_are_counted_per_relation_with_exact_totals()
    {
        var ids = await app.AddCustomersAsync(2);
        await app.AddInvoicesAsync(ids[0], ("Sent", 9999999999.99m), ("Overdue", 0.01m), ("Paid", 0.02m));
        await AddExpenseAsync(ids[0], 0.10m);
        await AddExpenseAsync(ids[0], 0.20m);

        var relations = await app.Service<PartyDependants>().OfAsync(app.Administrator, ids[0], default);

        Assert.Equal(
        [
            new PartyRelation("invoices", 3, 10000000000.02m, 2, 10000000000.00m),
            new PartyRelation("supplied_invoices", 3, 10000000000.02m, 2, 10000000000.00m),
            new PartyRelation("expenses", 2, 0.30m, 0, null),
        ], relations.Select(relation => relation with { LastAt = null }));
        Assert.Equal(new DateTime(2026, 1, 1), relations[^1].LastAt);
        Assert.Empty(await app.Service<PartyDependants>().OfAsync(app.Administrator, ids[1], default));
    }

    private Task AddExpenseAsync(int vendorId, decimal total) => app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
    {
        context.Expenses.Add(new Expense
        {
            VendorId = vendorId,
            ExpenseDate = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ExpenseType = "Rent",
            Category = "Office",
            Description = "",
            PaymentMethod = "Bank",
            AccountHead = "Rent",
            Amount = total,
            TotalAmount = total,
        });
        await context.SaveChangesAsync();
    }, CancellationToken.None);
}
