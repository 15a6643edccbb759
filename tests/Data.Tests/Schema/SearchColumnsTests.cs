using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Schema.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Schema;

/// <summary>On SQLite, with the schema untrusted as on every connection of the application.</summary>
public sealed class SearchColumnsTests
{
    [Fact]
    public async Task The_index_follows_inserts_changes_and_deletions()
    {
        using var database = await TenantDatabase.MigratedAsync(TenantDatabase.Sqlite);
        await using var context = database.NewContext();
        var party = new Party { Name = "Žluťoučký KŮŇ", BillingCity = "पुणे" };
        context.Add(party);
        await context.SaveChangesAsync();
        Assert.Equal("zlutoucky kun", party.NameSort);
        Assert.Equal([party.Id], await FindAsync(context, "TOUCKY"));
        Assert.Equal([party.Id], await FindAsync(context, "पुणे"));

        party.Name = "Brown Horse";
        await context.SaveChangesAsync();
        Assert.Empty(await FindAsync(context, "toucky"));
        Assert.Equal([party.Id], await FindAsync(context, "horse"));

        context.Remove(party);
        await context.SaveChangesAsync();
        Assert.Empty(await FindAsync(context, "horse"));
        await database.ExecuteAsync("INSERT INTO parties_search (parties_search, rank) VALUES ('integrity-check', 1)");
    }

    [Fact]
    public async Task A_toggle_leaves_the_index_alone()
    {
        using var database = await TenantDatabase.MigratedAsync(TenantDatabase.Sqlite);
        await using var context = database.NewContext();
        context.Add(new Party { Name = "Brown Horse" });
        context.Add(new Product { Name = "Saddle" });
        await context.SaveChangesAsync();
        var before = await SegmentsAsync(database);

        await database.ExecuteAsync("UPDATE parties SET is_active = NOT is_active, version = version + 1");
        await database.ExecuteAsync("UPDATE products SET is_active = NOT is_active, version = version + 1");

        Assert.Equal(before, await SegmentsAsync(database));
        await database.ExecuteAsync("UPDATE parties SET search_text = 'white horse'");
        Assert.NotEqual(before, await SegmentsAsync(database));
    }

    [Fact]
    public async Task Rows_that_came_past_the_context_are_refreshed_as_it_would_have_saved_them()
    {
        using var database = await TenantDatabase.MigratedAsync(TenantDatabase.Sqlite);
        await using var context = (SqliteTenantContext)database.NewContext();
        var parties = Enumerable.Range(0, 3).Select(i => new Party
        {
            Name = $"É{i}",
            ContactPerson = "Zoë",
            ContactNumber = i == 1 ? null : "+91 5",
            Email = "A@b.in",
            Gstin = "27ABC",
            BillingAddressLine1 = "Rue Ç",
            BillingCity = "Mahé",
            BillingState = "KL",
        }).ToList();
        context.AddRange(parties);
        context.Add(new Product { Name = "Öl", Sku = "S1", Category = "Café", Supplier = "X", Hsn = "1", Description = "dé" });
        await context.SaveChangesAsync();
        await context.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        Assert.Equal(0, SearchColumns.RefreshAll(connection));

        await database.ExecuteAsync("UPDATE parties SET name_sort = 'x', search_text = ''; UPDATE products SET search_text = ''");

        Assert.Equal(4, SearchColumns.RefreshAll(connection));
        var saved = await context.Parties.AsNoTracking().OrderBy(x => x.Id).ToListAsync();
        Assert.Equal(parties.Select(x => (x.NameSort, x.SearchText)), saved.Select(x => (x.NameSort, x.SearchText)));
        Assert.Equal([1, 2, 3], await FindAsync(context, "mahe"));
    }

    [Fact]
    public async Task Going_down_and_up_again_indexes_what_is_there()
    {
        using var database = await TenantDatabase.MigratedAsync(TenantDatabase.Sqlite);
        await using (var context = database.NewContext())
        {
            context.Add(new Party { Name = "Brown Horse" });
            await context.SaveChangesAsync();
        }

        await database.MigrateAsync(SchemaStep.All(database)[1].Migration);
        await database.ExecuteAsync("UPDATE parties SET search_text = 'white horse'");
        await database.MigrateAsync(null);

        await using var after = database.NewContext();
        Assert.Equal([1], await FindAsync(after, "white"));
        Assert.Empty(await FindAsync(after, "brown"));
    }

    [Theory]
    [InlineData(false, "parties_inactive_idx")]
    [InlineData(true, "parties_name_sort_idx")]
    public async Task The_list_of_one_status_in_order_of_name_walks_an_index(bool active, string index)
    {
        using var database = await TenantDatabase.MigratedAsync(TenantDatabase.Sqlite);
        await using var context = database.NewContext();
        var query = active ? context.Parties.Where(x => x.IsActive) : context.Parties.Where(x => !x.IsActive);

        var plan = await database.QueryAsync("EXPLAIN QUERY PLAN " + query.OrderBy(x => x.NameSort).ThenBy(x => x.Id).ToQueryString() + " LIMIT 50");

        Assert.Contains(index, Assert.Single(plan)[3]!.ToString(), StringComparison.Ordinal);
    }

    private static Task<List<int>> FindAsync(DbContext context, string term) =>
        context.Database.SqlQuery<int>($"SELECT rowid AS Value FROM parties_search WHERE parties_search MATCH {'"' + term + '"'} ORDER BY rowid").ToListAsync();

    private static async Task<string> SegmentsAsync(TenantDatabase database)
    {
        var rows = await database.QueryAsync("SELECT 'parties', id, hex(block) FROM parties_search_data UNION ALL SELECT 'products', id, hex(block) FROM products_search_data");
        return string.Join('\n', rows.Select(row => string.Join(' ', row)));
    }
}
