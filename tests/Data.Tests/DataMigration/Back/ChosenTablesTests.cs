using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Back;

public sealed class ChosenTablesTests
{
    private const string Shop = """
        CREATE SCHEMA old;
        CREATE TABLE old.regions (id serial PRIMARY KEY, name text);
        CREATE TABLE customers (id serial PRIMARY KEY, name text, region int REFERENCES old.regions);
        CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL REFERENCES customers, amount numeric CHECK (amount > 0));
        CREATE INDEX orders_customer ON orders (customer);
        CREATE VIEW sales AS SELECT c.name, o.amount FROM customers c JOIN orders o ON o.customer = c.id;
        CREATE VIEW names AS SELECT name FROM customers;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TABLE parts (id int, at date) PARTITION BY RANGE (at);
        CREATE TABLE parts_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        GRANT SELECT ON orders TO public; COMMENT ON TABLE orders IS 'all of them';
        INSERT INTO old.regions (name) VALUES ('north'), ('south');
        INSERT INTO customers (name, region) VALUES ('a', 1), ('b', 2);
        INSERT INTO orders (customer, amount) VALUES (1, 5), (2, 7);
        INSERT INTO parts VALUES (1, '2024-05-05');
        """;

    [Fact]
    public async Task A_file_without_some_tables_comes_back_without_them_and_what_needs_them_and_names_it()
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await PostgresCluster.ExecuteAsync(scene.Source, Shop);
        await DataCopy.RunAsync(Request(scene) with { Exclude = ["regions", "orders", "parts"] }, default);

        var verified = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scene.Source, TargetFile = scene.File }, default);
        var report = await scene.RestoreAsync();

        Assert.True(verified.Tables.All(table => table.Ok));
        Assert.Equal(["customers"], report.Tables.Select(table => table.Name));
        Assert.Empty(report.TablesWithoutRows);
        Assert.Equal(
            ["foreign key customers.customers_region_fkey", "identity orders_id_seq", "sequence old.regions_id_seq", "table old.regions", "table orders", "table parts", "table parts_2024", "view sales"],
            report.Skipped.Select(skip => $"{skip.Kind} {skip.Name}").Order(StringComparer.Ordinal));
        // What is left is what PostgreSQL has when the tables are dropped with all that needs them.
        await PostgresCluster.ExecuteAsync(scene.Source, "DROP TABLE old.regions, orders, parts CASCADE");
        Assert.Equal("", await scene.DifferenceAsync());
    }

    [Fact]
    public async Task A_left_out_table_that_a_copied_one_cannot_be_without_is_made_without_rows()
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await PostgresCluster.ExecuteAsync(scene.Source, "CREATE TABLE base (id int, s text DEFAULT 'x'); CREATE TABLE child (n int) INHERITS (base); INSERT INTO base VALUES (1); INSERT INTO child VALUES (2, 'y', 3)");
        await DataCopy.RunAsync(Request(scene) with { Only = ["child"] }, default);

        var report = await scene.RestoreAsync();

        Assert.Equal(["base"], report.TablesWithoutRows);
        Assert.Equal("2|y|3", await RestoreScene.AskAsync(scene.Target, "SELECT concat_ws('|', id, s, n) FROM child"));
    }

    [Fact]
    public async Task A_plan_names_the_foreign_key_to_a_left_out_table_and_does_not_stop_there()
    {
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await PostgresCluster.ExecuteAsync(source, Shop);

        var plan = await DataPlan.MakeAsync(new DataPlanRequest(source, [], ["regions"]), default);

        Assert.True(plan.Ok);
        Assert.Equal("customers.customers_region_fkey", Assert.Single(plan.Findings, finding => finding.Code == "foreign-key-outside").Object);
    }

    [Theory]
    [InlineData("costumers", "Did you mean customers?")]
    [InlineData("Customers", "Did you mean customers?")]
    [InlineData("old.region", "Did you mean old.regions?")]
    [InlineData("region", "Did you mean old.regions?")]
    [InlineData("xyzzy", "Write it as table or schema.table")]
    public async Task A_name_that_no_table_has_is_answered_with_the_nearest(string name, string answer)
    {
        using var scene = await RestoreScene.OfAsync(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await PostgresCluster.ExecuteAsync(scene.Source, Shop);

        var only = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(Request(scene) with { Only = [name] }, default));
        var exclude = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(Request(scene) with { Exclude = [name] }, default));

        Assert.StartsWith($"The source has no table '{name}'. {answer}", only.Message, StringComparison.Ordinal);
        Assert.Equal(only.Message, exclude.Message);
    }

    private static DataCopyRequest Request(RestoreScene scene) => new() { SourceConnectionString = scene.Source, TargetFile = scene.File, Mode = DataCopyMode.Translate };
}
