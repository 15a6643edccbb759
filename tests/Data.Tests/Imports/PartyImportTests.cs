using System.Text;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminApp.Data.Tests.Imports;

public sealed class PartyImportTestsOnSqlite() : PartyImportTests(TenantProvider.Sqlite);

public sealed class PartyImportTestsOnPostgres() : PartyImportTests(TenantProvider.PostgreSql);

public abstract class PartyImportTests(TenantProvider provider) : IAsyncLifetime
{
    private const string Mixed =
        "\uFEFFCompany;Type;Phone;Address;City;State;GSTIN;Remarks;Colour\r\n"
        + "Ångström \"Traders\";vendor;'+91 80 5550 0100;12 MG Road;Bengaluru;Karnataka;29ABCDE1234F1Z5;\"two\nlines; \"\"quoted\"\"\";red\r\n"
        + ";customer;1;1 Road;Pune;Maharashtra;;;\r\n"
        + ";;;;;;;;\r\n"
        + "दिल्ली ट्रेडर्स;both;2;1 Road;दिल्ली;Delhi;;;\r\n"
        + "Wrong;friend;3;1 Road;Pune;Maharashtra;29abc;;\r\n"
        + "Plain;;4;1 Road;Pune;Maharashtra\r\n";

    private TestInstallation app = null!;
    private PartyImports imports = null!;

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync(provider);
        imports = app.Service<PartyImports>();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Rows_without_faults_are_created_audited_and_taken_back_together()
    {
        await app.AddAsync(TestInstallation.Customer("PLAIN"));
        var upload = await ReceiveAsync(Mixed);
        Assert.Equal((';', "contact_number", "billing_city", null), (upload.Delimiter, upload.Suggested[2], upload.Suggested[4], upload.Suggested[8]));

        var strict = await imports.PreviewAsync(app.Administrator, upload.Id, Order(upload, skipBad: false), default);
        Assert.Equal((5, 2, 3, 1, false), (strict.Order.Rows, strict.Order.Bad, strict.WillCreate, strict.Known, strict.CanApply));
        await Assert.ThrowsAsync<BatchRefusedException>(() => imports.ApplyAsync(app.Administrator, upload.Id, null, default));
        await imports.PreviewAsync(app.Administrator, upload.Id, Order(upload, skipBad: true), default);
        var batch = await ApplyAsync(upload.Id);

        Assert.Equal((BatchState.Completed, 3, 3, "Import of new.csv"), (batch.State, batch.Changed, batch.WillChange, batch.Reason));
        await using (var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default))
        {
            var vendor = await context.Parties.SingleAsync(p => p.Gstin == "29ABCDE1234F1Z5");
            Assert.Equal(("Ångström \"Traders\"", "+91 80 5550 0100", "two\nlines; \"quoted\"", false, true), (vendor.Name, vendor.ContactNumber, vendor.Notes, vendor.IsCustomer, vendor.IsVendor));
            Assert.Equal(("India", "GST not registered", true), (vendor.BillingCountry, vendor.GstRegistrationStatus, vendor.IsActive));
            Assert.Equal(3, await context.AuditEntries.CountAsync(e => e.BatchId == upload.Id && e.Action == "create"));
        }
        var found = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter { Search = "दिल्ली" }, [new(PartySort.Name)], new(0, 10), default);
        Assert.Equal((true, true), (Assert.Single(found.Rows).IsCustomer, found.Rows[0].IsVendor));

        var undo = await app.Service<ActivationService>().UndoAsync(app.Administrator, upload.Id, null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, undo, default);
        var list = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(0, 10), default);
        Assert.Equal("PLAIN", Assert.Single(list.Rows).Name);
        Assert.Equal(3, list.Inactive.Value);
    }

    [Fact]
    public async Task The_rows_with_faults_can_be_had_as_they_were_sent_with_what_is_wrong()
    {
        var upload = await ReceiveAsync(Mixed);
        await imports.PreviewAsync(app.Administrator, upload.Id, Order(upload, skipBad: true), default);

        var faults = await imports.FaultsAsync(app.Administrator, upload.Id, default);
        var rows = await faults.Rows.ToListAsync();

        Assert.Equal([(2, 4, "1 Road"), (4, 7, "1 Road")], rows.Select(row => (row.Number, row.Line, row.Cells[3])));
        Assert.Contains("Name is required", Assert.Single(rows[0].Faults).Message, StringComparison.Ordinal);
        Assert.Equal(["type", "gstin"], rows[1].Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task An_import_that_is_cut_off_goes_on_behind_its_last_chunk_and_doubles_nothing()
    {
        var upload = await ReceiveAsync("name,address,city,state\n" + string.Concat(Enumerable.Range(1, 250).Select(i => $"{(i % 50 == 0 ? "" : $"P{i:000}")},1 Road,Pune,MH\n")));
        await imports.PreviewAsync(app.Administrator, upload.Id, Order(upload, skipBad: true), default);
        await imports.ApplyAsync(app.Administrator, upload.Id, "x", default);
        using var stopping = new CancellationTokenSource();
        using var first = new ImportWork(app.Service<ImportStore>());
        var stoppable = new ActivationRunner(
            app.Service<TenantDatabases>(), app.Service<ActivationQueue>(), app.Service<ActivationLimits>(), first, new StoppingTime(stopping, after: 2), NullLogger<ActivationRunner>.Instance);
        await stoppable.RunAsync(TestInstallation.Slug, upload.Id, stopping.Token);
        Assert.InRange((await BatchAsync(upload.Id)).Changed, 1, 244);

        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, upload.Id, default);

        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        Assert.Equal((245, 245, 245), ((await BatchAsync(upload.Id)).Changed, await context.Parties.CountAsync(), await context.Parties.Select(p => p.Name).Distinct().CountAsync()));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name,city\n", "nothing below")]
    [InlineData("city\nPune\n", "No column holds the name")]
    [InlineData("name,city\n\"Asha,Pune\n", "line 2 is never closed")]
    [InlineData("name\nJos\u00e9\n", "not in UTF-8")]
    public async Task A_file_that_is_none_is_refused_with_what_to_do(string content, string message)
    {
        var encoding = message.Contains("UTF-8", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8;
        var refused = await Assert.ThrowsAsync<ImportException>(async () =>
        {
            var upload = await imports.ReceiveAsync(app.Administrator, new MemoryStream(encoding.GetBytes(content)), null, default);
            await imports.PreviewAsync(app.Administrator, upload.Id, Order(upload, skipBad: true), default);
        });
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private Task<ImportUpload> ReceiveAsync(string content) => imports.ReceiveAsync(app.Administrator, new MemoryStream(Encoding.UTF8.GetBytes(content)), null, default);

    private static ImportOrder Order(ImportUpload upload, bool skipBad) => new("new.csv", upload.Suggested, ImportOrder.Customer, skipBad, 0, 0);

    private async Task<BatchView> ApplyAsync(string id)
    {
        await imports.ApplyAsync(app.Administrator, id, null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, id, default);
        return await BatchAsync(id);
    }

    private Task<BatchView> BatchAsync(string id) => app.Service<ActivationQueries>().GetAsync(app.Administrator, id, default);

    /// <summary>Asks for a stop when it has been asked for the time so often: once a chunk.</summary>
    private sealed class StoppingTime(CancellationTokenSource stopping, int after) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++asked == after)
                stopping.Cancel();
            return base.GetUtcNow();
        }
    }
}
