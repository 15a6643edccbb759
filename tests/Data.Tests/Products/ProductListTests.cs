using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Products;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Products;

public sealed class ProductListTestsOnSqlite() : ProductListTests(TenantProvider.Sqlite);

public sealed class ProductListTestsOnPostgres() : ProductListTests(TenantProvider.PostgreSql);

public abstract class ProductListTests(TenantProvider provider)
{
    [Fact]
    public async Task A_page_shows_the_state_asked_for_and_counts_both()
    {
        await using var app = await WithProductsAsync();
        var page = await ListAsync(app, new ProductFilter { Status = StatusFilter.Inactive });
        Assert.Equal(["Éclair gloves"], page.Rows.Select(row => row.Name));
        Assert.Equal((4, 1), (page.Active.Value, page.Inactive.Value));
        Assert.Equal(1, (await ListAsync(app, new ProductFilter { Category = "Dental" })).Inactive.Value);
    }

    [Theory]
    [InlineData(ProductSort.Name, "amalgam,Bracket,Wax,Zinc")]
    [InlineData(ProductSort.Sku, "Zinc,Wax,Bracket,amalgam")]
    [InlineData(ProductSort.Category, "Zinc,Bracket,amalgam,Wax")]
    [InlineData(ProductSort.Price, "Wax,Zinc,Bracket,amalgam")]
    [InlineData(ProductSort.Stock, "Bracket,amalgam,Wax,Zinc")]
    [InlineData(ProductSort.Id, "Zinc,Bracket,amalgam,Wax")]
    public async Task Rows_are_sorted_by_the_column_and_prices_as_numbers(ProductSort sort, string names)
    {
        await using var app = await WithProductsAsync();
        var ascending = await app.Service<ProductQueries>().ListAsync(app.Administrator, new ProductFilter(), [new(sort)], new(0, 10), default);
        Assert.Equal(names.Split(','), ascending.Rows.Select(row => row.Name));
        var descending = await app.Service<ProductQueries>().ListAsync(app.Administrator, new ProductFilter(), [new(sort, true)], new(1, 2), default);
        Assert.Equal(names.Split(',').Reverse().Skip(2), descending.Rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData("ECLAIR", "Éclair gloves")]
    [InlineData("zn-9", "Zinc")]
    [InlineData("consum", "")]
    [InlineData("100%", "Wax")]
    [InlineData("a", "amalgam,Bracket,Wax,Zinc,Éclair gloves")]
    public async Task Search_looks_at_the_words_of_a_product_whatever_case_and_accents(string term, string names)
    {
        await using var app = await WithProductsAsync();
        var page = await ListAsync(app, new ProductFilter { Status = StatusFilter.All, Search = term });
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), page.Rows.Select(row => row.Name).Order());
    }

    [Fact]
    public async Task Money_is_exact_and_categories_come_with_the_most_frequent_first()
    {
        await using var app = await WithProductsAsync();
        var page = await ListAsync(app, new ProductFilter { ItemType = "manufactured" });
        Assert.Equal(9999999999.99m, Assert.Single(page.Rows).SalesPrice);
        var categories = await app.Service<ProductQueries>().CategoriesAsync(app.Administrator, new ProductFilter { Status = StatusFilter.Inactive, Category = "Lab" }, default);
        Assert.Equal([("Dental", 1L), ("Lab", 0L)], categories.Select(facet => (facet.Value, facet.Count!.Value.Value)));
        Assert.Equal(["Bracket"], (await ListAsync(app, new ProductFilter { InStock = false })).Rows.Select(row => row.Name));
    }

    [Fact]
    public async Task A_change_of_state_is_audited_refused_when_stale_or_protected_and_repeatable()
    {
        await using var app = await WithProductsAsync();
        var products = app.Service<ProductService>();
        var row = (await ListAsync(app, new ProductFilter { Search = "zinc" })).Rows.Single();
        var changed = await products.SetActiveAsync(app.Administrator, row.Id, active: false, row.Version, "Discontinued", default);
        Assert.Equal((false, row.Version + 1), (changed.IsActive, changed.Version));
        await products.SetActiveAsync(app.Administrator, row.Id, active: false, changed.Version, "Discontinued", default);
        var stale = await Assert.ThrowsAsync<StaleProductException>(() => products.SetActiveAsync(app.Administrator, row.Id, active: true, row.Version, null, default));
        Assert.Equal(changed.Version, stale.Current.Version);
        await Assert.ThrowsAsync<ForbiddenException>(() => products.ToggleAsync(TestInstallation.As(Role.Viewer), row.Id, default));
        await Assert.ThrowsAsync<ProductNotFoundException>(() => products.ToggleAsync(app.Administrator, 4711, default));

        var audit = await app.Service<AdminApp.Data.Audit.AuditQueries>().ListAsync(app.Administrator, new() { Entity = "products" }, 0, 10, default);
        var entry = Assert.Single(audit.Rows);
        Assert.Equal(("deactivate", "Zinc", "Discontinued"), (entry.Action, entry.EntityName, entry.Reason));
    }

    [Fact]
    public async Task A_protected_product_stays_active()
    {
        await using var app = await WithProductsAsync();
        var row = (await ListAsync(app, new ProductFilter { Search = "amalgam" })).Rows.Single();
        await Assert.ThrowsAsync<ProtectedProductException>(() => app.Service<ProductService>().ToggleAsync(app.Administrator, row.Id, default));
        Assert.True((await ListAsync(app, new ProductFilter { Search = "amalgam" })).Rows.Single().IsActive);
    }

    [Fact]
    public async Task Pages_by_cursor_show_every_row_once_whatever_the_order()
    {
        await using var app = await WithProductsAsync();
        var filter = new ProductFilter { Status = StatusFilter.All };
        foreach (var sort in Enum.GetValues<ProductSort>())
        {
            foreach (var order in new ProductOrder[][] { [new(sort)], [new(ProductSort.Active), new(sort, true)] })
            {
                var all = (await app.Service<ProductQueries>().ListAsync(app.Administrator, filter, order, new(0, 50), default)).Rows;
                var first = (await app.Service<ProductQueries>().ListAsync(app.Administrator, filter, order, new(0, 2), default)).List;
                var second = (await app.Service<ProductQueries>().ListAsync(app.Administrator, filter, order, new(1, 2) { After = first.Last }, default)).List;
                var back = (await app.Service<ProductQueries>().ListAsync(app.Administrator, filter, order, new(0, 2) { Before = second.First }, default)).List;
                Assert.Equal(all.Take(4), first.Rows.Concat(second.Rows));
                Assert.Equal(first.Rows, back.Rows);
            }
        }
    }

    private static Task<ProductPage> ListAsync(TestInstallation app, ProductFilter filter) =>
        app.Service<ProductQueries>().ListAsync(app.Administrator, filter, [new(ProductSort.Name)], new(0, 50), default);

    private async Task<TestInstallation> WithProductsAsync()
    {
        var app = await TestInstallation.CreateAsync(provider);
        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            foreach (var product in new[]
            {
                new Product { Name = "Zinc", Sku = "A-ZN-9", SalesPrice = 9.5m, Stock = 30 },
                new Product { Name = "Bracket", Sku = "C-BR", Category = "Dental", SalesPrice = 80m, Stock = -2 },
                new Product { Name = "amalgam", Sku = "D-AM", Category = "Dental", ItemType = "manufactured", SalesPrice = 9999999999.99m, Stock = 3, IsProtected = true },
                new Product { Name = "Wax", Sku = "B-WX", Category = "Lab", Description = "100% natural", SalesPrice = 0.01m, Stock = 20 },
                new Product { Name = "Éclair gloves", Sku = "E-GL", Category = "Dental", IsActive = false },
            })
            {
                context.Products.Add(product);
                await context.SaveChangesAsync();
            }
        }, default);
        return app;
    }
}
