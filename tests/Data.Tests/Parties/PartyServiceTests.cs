using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Parties;

public sealed class PartyServiceTestsOnSqlite() : PartyServiceTests(TenantProvider.Sqlite);

public sealed class PartyServiceTestsOnPostgres() : PartyServiceTests(TenantProvider.PostgreSql);

public abstract class PartyServiceTests(TenantProvider provider) : IAsyncLifetime
{
    private TestInstallation app = null!;
    private PartyService parties = null!;

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync(provider);
        parties = app.Service<PartyService>();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_stale_version_is_refused_and_shows_the_current_party()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));
        await parties.UpdateAsync(app.Administrator, party.Id, Set("notes", "first"), party.Version, false, default);

        var stale = await Assert.ThrowsAsync<StalePartyException>(() => parties.SetActiveAsync(app.Administrator, party.Id, false, party.Version, null, default));

        Assert.Equal("first", stale.Current.Notes);
        Assert.True((await FindAsync(party.Id)).IsActive);
    }

    [Fact]
    public async Task Every_change_leaves_one_audit_row_saying_who_why_before_and_after()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));
        await parties.UpdateAsync(app.Administrator, party.Id, Set("billing_city", "Varanasi"), null, false, default);
        await parties.SetActiveAsync(TestInstallation.As(Role.Support, "meera"), party.Id, false, null, "closed down", default);

        var rows = await AuditAsync(party.Id);

        Assert.Equal(["create", "update", "deactivate"], rows.Select(r => r.Action));
        Assert.Equal(("{\"billing_city\":\"Bengaluru\"}", "{\"billing_city\":\"Varanasi\"}"), (rows[1].Before, rows[1].After));
        Assert.Equal(("meera", "127.0.0.1", "closed down", "{\"is_active\":true}", "{\"is_active\":false}"),
            (rows[2].Actor, rows[2].Origin, rows[2].Reason, rows[2].Before, rows[2].After));
    }

    [Fact]
    public async Task Repeating_an_activation_changes_nothing_and_leaves_no_audit_row()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));

        var again = await parties.SetActiveAsync(app.Administrator, party.Id, true, null, null, default);

        Assert.Equal(1, again.Version);
        Assert.Single(await AuditAsync(party.Id));
    }

    [Fact]
    public async Task A_protected_party_stays_active()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Own company"));
        await parties.SetProtectedAsync(app.Administrator, party.Id, true, "issuer of invoices", default);

        await Assert.ThrowsAsync<ProtectedPartyException>(() => parties.ToggleAsync(app.Administrator, party.Id, default));

        Assert.True((await FindAsync(party.Id)).IsActive);
    }

    [Theory]
    [InlineData("gstin", "29abcde1234f1z5")]
    [InlineData("gstin", "29ABCDE1234F1Z")]
    [InlineData("billing_pincode", "12345678901")]
    public async Task A_bad_value_is_refused_by_field_and_nothing_changes(string field, string value)
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));

        var refused = await Assert.ThrowsAsync<PartyInvalidException>(() => parties.UpdateAsync(app.Administrator, party.Id, Set(field, value), null, false, default));

        Assert.Equal(field, Assert.Single(refused.Failures).PropertyName);
        Assert.Equal(1, (await FindAsync(party.Id)).Version);
    }

    [Fact]
    public async Task An_old_row_that_breaks_a_rule_can_still_be_changed_elsewhere()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));
        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, context => context.Parties.ExecuteUpdateAsync(s => s.SetProperty(p => p.Gstin, "bad")), default);

        await parties.UpdateAsync(app.Administrator, party.Id, Set("notes", "kept"), null, false, default);

        Assert.Equal(("bad", "kept"), ((await FindAsync(party.Id)).Gstin, (await FindAsync(party.Id)).Notes));
    }

    [Fact]
    public async Task A_form_must_fill_in_what_the_api_may_leave_empty()
    {
        await parties.CreateAsync(app.Administrator, new Party { Name = "", IsCustomer = true }, fromForm: false, default);

        var refused = await Assert.ThrowsAsync<PartyInvalidException>(() => parties.CreateAsync(app.Administrator, new Party { Name = "" }, fromForm: true, default));

        Assert.Equal(["billing_address_line1", "billing_city", "billing_state", "name", "type"], refused.Failures.Select(f => f.PropertyName).Order());
    }

    [Theory]
    [InlineData(Role.Viewer)]
    public async Task A_viewer_may_change_nothing(Role role)
    {
        var party = await app.AddAsync(TestInstallation.Customer("Ganga Traders"));
        var access = TestInstallation.As(role);

        await Assert.ThrowsAsync<ForbiddenException>(() => parties.ToggleAsync(access, party.Id, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => parties.UpdateAsync(access, party.Id, Set("notes", "x"), null, false, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => parties.CreateAsync(access, TestInstallation.Customer("x"), false, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => parties.SetProtectedAsync(access, party.Id, true, null, default));
    }

    [Fact]
    public async Task An_unknown_party_is_named()
    {
        var missing = await Assert.ThrowsAsync<PartyNotFoundException>(() => parties.ToggleAsync(app.Administrator, 4711, default));
        Assert.Contains("4711", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_an_empty_field_empty_is_no_change()
    {
        var shown = TestInstallation.Customer("Ganga Traders");
        var typed = TestInstallation.Customer("Ganga Traders");
        typed.Email = "";

        Assert.True(PartyChanges.Between(shown, typed).IsEmpty);
    }

    private static PartyChanges Set(string field, string? value) => new() { Fields = new Dictionary<string, string?> { [field] = value } };

    private async Task<Party> FindAsync(int id) => (await app.Service<PartyQueries>().FindAsync(app.Administrator, id, default))!;

    private async Task<List<AuditEntry>> AuditAsync(int id)
    {
        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        return await context.AuditEntries.Where(e => e.EntityId == id).OrderBy(e => e.Id).ToListAsync();
    }
}
