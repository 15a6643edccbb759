using AdminApp.Data.Invoices;
using AdminApp.Data.Products;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Schema;

public sealed class TenantValueTests
{
    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task The_largest_amount_is_kept_to_the_cent(string provider)
    {
        using var database = await TenantDatabase.MigratedAsync(provider);
        await AddPaymentsAsync(database, 9999999999.99m, -9999999999.99m, 0.01m);

        await using var context = database.NewContext();
        Assert.Equal([9999999999.99m, -9999999999.99m, 0.01m], await context.Payments.OrderBy(x => x.Id).Select(x => x.Amount!.Value).ToListAsync());
        Assert.Equal(9999999999.99m, (await context.Payments.SingleAsync(x => x.Amount == 9999999999.99m)).Amount);
    }

    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task A_thousand_cents_add_up_to_ten_exactly(string provider)
    {
        using var database = await TenantDatabase.MigratedAsync(provider);
        await AddPaymentsAsync(database, [.. Enumerable.Repeat(0.01m, 1000)]);

        await using var context = database.NewContext();
        Assert.Equal(10.00m, await context.Payments.SumAsync(x => x.Amount));
    }

    [Theory]
    [InlineData(TenantDatabase.Sqlite, DateTimeKind.Utc)]
    [InlineData(TenantDatabase.Sqlite, DateTimeKind.Unspecified)]
    [InlineData(TenantDatabase.PostgreSql, DateTimeKind.Utc)]
    [InlineData(TenantDatabase.PostgreSql, DateTimeKind.Unspecified)]
    public async Task A_timestamp_comes_back_as_UTC_in_whole_microseconds(string provider, DateTimeKind kind)
    {
        using var database = await TenantDatabase.MigratedAsync(provider);
        var given = new DateTime(2025, 9, 6, 23, 59, 59, kind).AddTicks(1234567);
        var kept = new DateTime(2025, 9, 6, 23, 59, 59, DateTimeKind.Utc).AddTicks(1234560);
        await using (var context = database.NewContext())
        {
            context.Add(new Product { Id = 1, Name = "Nut" });
            context.Add(new StockLedgerEntry { ProductId = 1, EntryType = "in", Qty = 0.1, CreatedAt = given });
            await context.SaveChangesAsync();
        }

        await using var reading = database.NewContext();
        var entry = await reading.StockLedger.SingleAsync(x => x.CreatedAt == given && x.CreatedAt < given.AddSeconds(1));
        Assert.Equal((kept, DateTimeKind.Utc, 0.1), (entry.CreatedAt, entry.CreatedAt.Kind, entry.Qty));
    }

    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task A_change_to_an_older_version_is_refused(string provider)
    {
        using var database = await TenantDatabase.MigratedAsync(provider);
        await using var first = database.NewContext();
        var mine = new Product { Name = "Nut" };
        first.Add(mine);
        await first.SaveChangesAsync();
        await database.ExecuteAsync("UPDATE products SET version = 2");

        mine.IsActive = false;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
    }

    private static async Task AddPaymentsAsync(TenantDatabase database, params decimal[] amounts)
    {
        await using var context = database.NewContext();
        context.AddRange(amounts.Select(amount => new Payment { Amount = amount }));
        await context.SaveChangesAsync();
    }
}
