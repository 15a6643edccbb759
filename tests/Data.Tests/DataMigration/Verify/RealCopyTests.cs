using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Verify;

/// <summary>Copies as they are made, compared on their own.</summary>
public sealed class RealCopyTests
{
    [Fact]
    public async Task A_tenant_is_equal_to_its_origin_and_its_fills_are_counted()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(parties: 60);

        var report = await CopyAndVerifyAsync(source, directory.File("tenant.db"), DataCopyMode.Model);

        Assert.True(report.Ok, report.ToJson());
        Assert.Equal(OriginSchema.BusinessTableCount, report.Tables.Count);
        Assert.True(report.Tables.Single(table => table.Name == "parties").Fills["is_active"] > 0);
    }

    [Fact]
    public async Task Everything_that_PostgreSQL_offers_is_equal_once_translated()
    {
        using var directory = new TestDirectory();
        var source = await TortureData.CreateDatabaseAsync();

        var report = await CopyAndVerifyAsync(source, directory.File("torture.db"), DataCopyMode.Translate);

        Assert.True(report.Ok, report.ToJson());
    }

    [Fact]
    public async Task A_row_that_lost_its_reference_is_named()
    {
        using var directory = new TestDirectory();
        var source = await OriginData.CreateDatabaseAsync(parties: 40);
        var target = directory.File("tenant.db");
        await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = target }, default);
        using (var file = SqliteFile.Open(target, create: false))
            file.Execute("PRAGMA foreign_keys = OFF; DELETE FROM parties WHERE id = (SELECT min(customer_id) FROM invoices)");

        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = source, TargetFile = target }, default);

        Assert.Contains("of parties", report.Checks.Single(check => check.Name == "foreign keys").Detail, StringComparison.Ordinal);
        Assert.Equal("missing", Assert.Single(report.Tables.Single(table => table.Name == "parties").Differences).Kind);
    }

    private static async Task<VerificationReport> CopyAndVerifyAsync(string source, string target, DataCopyMode mode)
    {
        await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = target, Mode = mode }, default);
        return await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = source, TargetFile = target }, default);
    }
}
