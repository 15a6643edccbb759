using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Schema;

public sealed class OriginAdoptionTests
{
    [Fact]
    public async Task An_adopted_origin_database_loses_nothing_and_gains_our_tables()
    {
        using var database = TenantDatabase.OnServer(await OriginData.CreateDatabaseAsync(parties: 200));
        var baseline = SchemaStep.All(database)[0];
        var before = await baseline.ReadAsync(database);
        Assert.All(before, column => Assert.NotEqual("", column.Value));
        Assert.Contains("NULL", before["parties.is_active"], StringComparison.Ordinal);

        await AdoptAsync(database);

        var after = await baseline.ReadAsync(database);
        before["parties.is_active"] = before["parties.is_active"].Replace("NULL", "true", StringComparison.Ordinal);
        Assert.Equal(before, after);
        await using var context = database.NewContext();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Empty(await context.AuditEntries.ToListAsync());
        Assert.Equal([("add_reference_bill_number")], (await database.QueryAsync("SELECT version_num FROM alembic_version")).Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task The_origin_goes_on_inserting_into_an_adopted_database()
    {
        using var database = TenantDatabase.OnServer(await OriginData.CreateDatabaseAsync(parties: 30));
        await AdoptAsync(database);

        await database.ExecuteAsync("INSERT INTO parties (name, billing_city, is_active) VALUES ('ÉCOLE Ltd', 'PUNE', true)");

        await using var context = database.NewContext();
        var party = await context.Parties.SingleAsync(x => x.Name == "ÉCOLE Ltd");
        Assert.Equal((1, false, "ecole ltd"), (party.Version, party.IsProtected, party.NameSort));
        Assert.Contains("pune", party.SearchText, StringComparison.Ordinal);
        context.Add(new Party { Name = "Ours" });
        await context.SaveChangesAsync();
        Assert.True(await context.Parties.AnyAsync(x => x.NameSort == "ours"));
    }

    [Fact]
    public async Task Adopting_twice_changes_nothing_the_second_time()
    {
        using var database = TenantDatabase.OnServer(await OriginData.CreateDatabaseAsync(parties: 30));
        await AdoptAsync(database);

        await AdoptAsync(database);

        Assert.Equal(SchemaStep.All(database).Count, (await database.QueryAsync("SELECT 1 FROM \"__EFMigrationsHistory\"")).Count);
    }

    [Fact]
    public async Task A_database_that_lacks_tables_or_columns_is_refused_by_name_and_left_as_it_was()
    {
        using var database = TenantDatabase.OnServer(await (await PostgresCluster.GetAsync()).CreateOriginDatabaseAsync());
        await database.ExecuteAsync("DROP TABLE expenses; ALTER TABLE purchases DROP COLUMN reference_bill_number");

        var refused = await Assert.ThrowsAsync<OriginSchemaException>(() => AdoptAsync(database));

        Assert.Equal(["expenses", "purchases.reference_bill_number"], refused.Missing.Order());
        Assert.Contains("purchases.reference_bill_number", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await database.QueryAsync("SELECT 1 FROM information_schema.tables WHERE table_name = '__EFMigrationsHistory'"));
    }

    private static async Task AdoptAsync(TenantDatabase database)
    {
        await using var context = (PostgresTenantContext)database.NewContext();
        await OriginAdoption.AdoptAsync(context, CancellationToken.None);
    }
}
