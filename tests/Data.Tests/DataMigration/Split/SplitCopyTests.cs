using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Split;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.DataMigration.Split;

public sealed class SplitCopyTests
{
    private const string Rows = """
        INSERT INTO tenants (id, name, slug, organization_type, subscription_plan, subscription_status, max_users, max_products, max_transactions_per_month,
                             storage_limit_gb, is_active, is_trial, created_at, updated_at)
        SELECT id, slug, slug, 'business', 'basic', 'active', 5, 1000, 10000, 10, true, false, now(), now() FROM (VALUES (1, 'north'), (2, 'south')) AS t (id, slug);
        INSERT INTO products (id, tenant_id, name, item_type, sales_price, stock, unit, is_active)
        SELECT i, CASE i % 3 WHEN 0 THEN NULL ELSE i % 3 END, 'Product ' || i, 'tradable', i, 0, 'Pcs', true FROM generate_series(1, 30) i;
        INSERT INTO stock_ledger (tenant_id, product_id, qty, entry_type, created_at)
        SELECT tenant_id, id, 1, 'in', now() FROM products;
        INSERT INTO roles (id, name) VALUES (1, 'Admin');
        """;

    [Fact]
    public async Task Each_tenant_gets_its_rows_the_default_one_those_without_a_value_and_all_what_belongs_to_none()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var source = await CreateAsync("");

        var tenants = await installation.Service<SplitCopy>().RunAsync(Actor.CommandLine, new SplitRequest(source, "tenant_id"), null, default);

        Assert.Equal(["default", "north", "south"], tenants.Select(tenant => tenant.Slug));
        Assert.All(tenants, tenant => Assert.True(tenant.Report.Verification!.Ok));
        foreach (var (slug, owner) in new[] { ("default", "NULL"), ("north", "1"), ("south", "2") })
        {
            Assert.Equal($"10 10 {owner} 1", Ask(installation, slug, """
                SELECT (SELECT count(*) FROM products) || ' ' || (SELECT count(*) FROM stock_ledger) || ' '
                       || (SELECT group_concat(DISTINCT coalesce(tenant_id, 'NULL')) FROM products) || ' ' || (SELECT count(*) FROM roles)
                """));
        }
        var registered = await installation.Service<TenantRegistry>().ListAsync(default);
        Assert.Superset(new HashSet<string> { "default", "north", "south" }, registered.Select(tenant => tenant.Slug).ToHashSet());
    }

    [Fact]
    public async Task A_foreign_key_that_would_cross_files_is_named_before_anything_is_copied()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var source = await CreateAsync("UPDATE stock_ledger SET tenant_id = 2 WHERE product_id IN (1, 3)");

        var error = await Assert.ThrowsAsync<DataMigrationException>(
            () => installation.Service<SplitCopy>().RunAsync(Actor.CommandLine, new SplitRequest(source, "tenant_id"), null, default));

        Assert.Contains("stock_ledger_product_id_fkey in 2 rows of stock_ledger to products (e.g. product_id 1)", error.Message, StringComparison.Ordinal);
        Assert.Equal([TestInstallation.Slug], (await installation.Service<TenantRegistry>().ListAsync(default)).Select(tenant => tenant.Slug));
    }

    [Fact]
    public async Task A_column_that_no_table_has_and_a_tenant_that_exists_are_refused_by_name()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var source = await CreateAsync($"UPDATE tenants SET slug = '{TestInstallation.Slug}' WHERE id = 2");
        var split = installation.Service<SplitCopy>();

        var noColumn = await Assert.ThrowsAsync<DataMigrationException>(() => split.RunAsync(Actor.CommandLine, new SplitRequest(source, "branch_id"), null, default));
        var taken = await Assert.ThrowsAsync<DataMigrationException>(() => split.RunAsync(Actor.CommandLine, new SplitRequest(source, "tenant_id"), null, default));

        Assert.Contains("'branch_id'", noColumn.Message, StringComparison.Ordinal);
        Assert.Contains(TestInstallation.Slug, taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_copied_is_named_with_those_that_were_and_all_are_replaced_by_the_next_copy()
    {
        await using var installation = await TestInstallation.CreateAsync();
        var source = await CreateAsync("UPDATE products SET sales_price = 'NaN' WHERE tenant_id = 2 AND id = 2");
        var split = installation.Service<SplitCopy>();

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => split.RunAsync(Actor.CommandLine, new SplitRequest(source, "tenant_id"), null, default));
        await PostgresCluster.ExecuteAsync(source, "UPDATE products SET sales_price = 2 WHERE id = 2");
        var tenants = await split.RunAsync(Actor.CommandLine, new SplitRequest(source, "tenant_id") { Replace = true }, null, default);

        Assert.StartsWith("Tenant south: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Copied before it, and complete: default, north.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["default", "north", "south"], tenants.Select(tenant => tenant.Slug));
    }

    [Theory]
    [InlineData("INSERT INTO maker VALUES (1, 'x'), (2, 'x'); INSERT INTO item VALUES (1, 'x', 1); INSERT INTO note VALUES (1)", "tenant-x")]
    [InlineData("INSERT INTO maker VALUES (1, NULL); INSERT INTO note VALUES (1)", "default")]
    [InlineData("INSERT INTO maker VALUES (1, 'x'), (2, 'Y'); INSERT INTO item VALUES (1, 'Y', 2)", "tenant-x tenant-y")]
    [InlineData("INSERT INTO maker VALUES (1, 'x'), (2, 'y'); INSERT INTO note VALUES (1)", "note_maker_fkey in 1 rows of note to maker (e.g. maker 1)")]
    [InlineData("INSERT INTO maker VALUES (1, 'x'), (2, NULL); INSERT INTO note VALUES (2)", "note_maker_fkey in 1 rows of note to maker (e.g. maker 2)")]
    public async Task Tenants_of_any_column_are_told_apart(string rows, string expected)
    {
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseWithAsync("""
            CREATE TABLE maker (id int PRIMARY KEY, region text); CREATE TABLE item (id int, region text, maker int REFERENCES maker); CREATE TABLE note (maker int REFERENCES maker);
            """ + rows);
        using var session = PostgresSource.Open(SourceAddress.Parse(source), default);
        var shares = new SourceShares(session, "region", "default");

        if (expected.Contains("fkey", StringComparison.Ordinal))
            Assert.Contains(expected, Assert.Throws<DataMigrationException>(() => shares.Read(default)).Message, StringComparison.Ordinal);
        else
            Assert.Equal(expected, string.Join(' ', shares.Read(default).Select(share => share.Slug)));
    }

    private static async Task<string> CreateAsync(string change)
    {
        var source = await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync();
        await PostgresCluster.ExecuteAsync(source, Rows + change);
        return source;
    }

    private static string Ask(TestInstallation installation, string slug, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={installation.Service<DatabaseLocations>().Tenant(slug)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
