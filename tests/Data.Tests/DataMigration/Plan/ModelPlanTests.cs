using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Plan;

public sealed class ModelPlanTests
{
    [Fact]
    public async Task A_tenant_can_be_made_of_the_origin_and_what_it_has_no_place_for_blocks_by_name()
    {
        var source = await OriginData.CreateDatabaseAsync(parties: 40);

        var clean = await PlanAsync(source);
        await PostgresCluster.ExecuteAsync(source, "ALTER TABLE parties ADD COLUMN loyalty integer; CREATE TABLE coupons (id integer)");
        var extended = await PlanAsync(source);

        Assert.True(clean.Ok, string.Join("; ", clean.Findings));
        Assert.Equal(("model", OriginSchema.BusinessTableCount), (clean.Mode, clean.Tables.Count));
        Assert.Equal(["coupons", "parties.loyalty"], extended.Findings.Where(finding => finding.Severity == PlanSeverity.Blocks).Select(finding => finding.Object));
    }

    [Fact]
    public async Task A_value_the_application_cannot_read_blocks()
    {
        var source = await OriginData.CreateDatabaseAsync(parties: 40);
        await PostgresCluster.ExecuteAsync(source, "UPDATE invoices SET date = 'infinity' WHERE id = (SELECT min(id) FROM invoices)");

        var plan = await PlanAsync(source);

        Assert.False(plan.Ok);
        var finding = Assert.Single(plan.Findings, finding => finding.Severity == PlanSeverity.Blocks);
        Assert.Equal(("time-infinity", "invoices.date", 1L), (finding.Code, finding.Object, finding.Count));
    }

    private static Task<MigrationPlan> PlanAsync(string source) =>
        DataPlan.MakeAsync(new DataPlanRequest(source, [], []) { Mode = DataCopyMode.Model }, default);
}
