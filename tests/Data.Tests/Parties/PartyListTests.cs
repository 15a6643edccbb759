using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Parties;

public sealed class PartyListTestsOnSqlite() : PartyListTests(TenantProvider.Sqlite);

public sealed class PartyListTestsOnPostgres() : PartyListTests(TenantProvider.PostgreSql);

public abstract class PartyListTests(TenantProvider provider) : IAsyncLifetime
{
    private TestInstallation app = null!;

    public async Task InitializeAsync() => app = await TestInstallation.CreateAsync(provider);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_default_list_hides_inactive_parties_and_counts_them()
    {
        await app.AddAsync(TestInstallation.Customer("Active"));
        var gone = await app.AddAsync(TestInstallation.Customer("Gone"));
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, gone.Id, false, null, null, default);

        var page = await ListAsync(new PartyFilter());

        Assert.Equal(["Active"], page.Rows.Select(r => r.Name));
        Assert.Equal((1L, 1L), (page.Active.Value, page.Inactive.Value));
    }

    [Theory]
    [InlineData("müller")]
    [InlineData("MULLER")]
    [InlineData("ärztebedarf m")]
    [InlineData("दिल्ली")]
    [InlineData("東京")]
    [InlineData("zé")]
    [InlineData("50%")]
    public async Task Search_finds_whatever_the_case_accents_or_script(string term)
    {
        await app.AddAsync(TestInstallation.Customer("Ärztebedarf MÜLLER 東京 दिल्ली zÉ 50%"));
        await app.AddAsync(TestInstallation.Customer("Somebody else 500"));

        var page = await ListAsync(new PartyFilter { Search = term });

        Assert.Equal("Ärztebedarf MÜLLER 東京 दिल्ली zÉ 50%", Assert.Single(page.Rows).Name);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("name\nx")]
    public async Task Search_takes_special_characters_literally(string term)
    {
        await app.AddAsync(TestInstallation.Customer("Plain name"));

        Assert.Empty((await ListAsync(new PartyFilter { Search = term })).Rows);
    }

    [Fact]
    public async Task Search_looks_at_each_of_the_origins_eight_fields_and_no_other()
    {
        var party = TestInstallation.Customer("n-name");
        (party.ContactPerson, party.ContactNumber, party.Email, party.Gstin) = ("f-person", "f-number", "f-email", "29ABCDE1234F1Z5");
        (party.BillingAddressLine1, party.BillingCity, party.BillingState, party.Notes) = ("f-line", "f-city", "f-state", "hidden-note");
        await app.AddAsync(party);

        foreach (var term in new[] { "n-name", "f-person", "f-number", "f-email", "abcde1234f", "f-line", "f-city", "f-state" })
            Assert.Single((await ListAsync(new PartyFilter { Search = term })).Rows);
        Assert.Empty((await ListAsync(new PartyFilter { Search = "hidden-note" })).Rows);
    }

    [Fact]
    public async Task A_broad_and_a_selective_term_give_the_same_answer_through_their_two_plans()
    {
        // PostgreSQL has one plan, which tests every row: enough of them for a count that stops at its bound.
        await app.AddCustomersAsync(provider == TenantProvider.Sqlite ? 20_050 : 10_050);

        var broad = await ListAsync(new PartyFilter { Search = "party" });
        var selective = await ListAsync(new PartyFilter { Search = "party 2009" });

        Assert.Equal("Party 0001", broad.Rows[0].Name);
        Assert.Equal((CappedCount.Bound, false), (broad.Active.Value, broad.Active.IsExact));
        Assert.Equal(provider == TenantProvider.PostgreSql, broad.Inactive.IsExact);
        Assert.Equal(["Party 2009"], selective.Rows.Select(r => r.Name));
        Assert.Equal((1L, true), (selective.Active.Value, selective.Active.IsExact));
    }

    [Fact]
    public async Task Names_sort_without_regard_to_case_and_accents_with_the_id_breaking_ties()
    {
        foreach (var name in new[] { "zeta", "Ärzte", "apple", "Banana", "apple" })
            await app.AddAsync(TestInstallation.Customer(name));

        var page = await ListAsync(new PartyFilter());

        Assert.Equal(["apple", "apple", "Ärzte", "Banana", "zeta"], page.Rows.Select(r => r.Name));
        Assert.True(page.Rows[0].Id < page.Rows[1].Id);
    }

    [Theory]
    [InlineData(PartySort.Contact)]
    [InlineData(PartySort.Email)]
    [InlineData(PartySort.Gstin)]
    [InlineData(PartySort.City)]
    [InlineData(PartySort.State)]
    [InlineData(PartySort.Registration)]
    [InlineData(PartySort.Id)]
    public async Task Every_shown_column_sorts_both_ways(PartySort sort)
    {
        foreach (var letter in new[] { "b", "Á", "c" })
        {
            var party = TestInstallation.Customer(letter);
            (party.ContactPerson, party.Email, party.BillingCity, party.BillingState, party.GstRegistrationStatus) = (letter, letter, letter, letter, letter);
            await app.AddAsync(party);
        }

        var up = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(sort)], new(0, 10), default);
        var down = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(sort, true)], new(0, 10), default);

        if (sort is not (PartySort.Gstin or PartySort.Id))
            Assert.Equal(["Á", "b", "c"], up.Rows.Select(r => r.Name));
        Assert.Equal(up.Rows.Select(r => r.Id).Reverse(), down.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Open_balances_sort_as_exact_numbers_and_parties_without_any_first()
    {
        var ids = await app.AddCustomersAsync(4);
        await app.AddInvoicesAsync(ids[0], ("Sent", 9999999999.99m), ("Paid", 1m));
        await app.AddInvoicesAsync(ids[1], ("Sent", 9999999999.98m));
        await app.AddInvoicesAsync(ids[3], ("Draft", 20m), ("Overdue", 80.10m));

        var up = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.OpenBalance)], new(0, 10), default);
        var down = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.OpenBalance, true)], new(0, 10), default);

        Assert.Equal([ids[2], ids[3], ids[1], ids[0]], up.Rows.Select(r => r.Id));
        Assert.Equal(up.Rows.Select(r => r.Id).Reverse(), down.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Inactive_parties_sort_before_active_ones()
    {
        var ids = await app.AddCustomersAsync(2);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[1], false, null, null, default);

        var page = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter { Status = StatusFilter.All }, [new(PartySort.Active)], new(0, 10), default);

        Assert.Equal([ids[1], ids[0]], page.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Filters_combine_and_pages_do_not_overlap()
    {
        await app.AddCustomersAsync(30);
        var pune = TestInstallation.Customer("Pune vendor");
        (pune.BillingCity, pune.IsVendor, pune.IsCustomer, pune.GstEnabled) = ("Pune", true, false, false);
        await app.AddAsync(pune);

        Assert.Equal("Pune vendor", Assert.Single((await ListAsync(new PartyFilter { Kind = PartyKind.Vendors })).Rows).Name);
        Assert.Single((await ListAsync(new PartyFilter { Cities = ["Pune"], States = ["Karnataka"], GstEnabled = false })).Rows);
        Assert.Empty((await ListAsync(new PartyFilter { Cities = ["Pune"], Kind = PartyKind.Customers })).Rows);
        var first = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(0, 25), default);
        var second = await app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter(), [new(PartySort.Name)], new(1, 25), default);
        Assert.Equal(31, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_stream_continues_behind_a_key_without_gap_or_repeat()
    {
        await app.AddCustomersAsync(25);
        var names = new List<string>();
        PartyKey? after = null;
        for (var page = 0; page < 3; page++)
        {
            await foreach (var party in app.Service<PartyQueries>().StreamAsync(app.Administrator, new PartyFilter(), after, 10, default))
            {
                names.Add(party.Name);
                after = new PartyKey(party.NameSort, party.Id);
            }
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"Party {i:0000}"), names);
    }

    [Fact]
    public async Task Open_invoices_are_counted_and_summed_exactly()
    {
        var party = await app.AddAsync(TestInstallation.Customer("Customer"));
        await app.AddInvoicesAsync(party.Id, ("Sent", 9999999999.99m), ("Overdue", 0.01m), ("Paid", 5m));

        var row = Assert.Single((await ListAsync(new PartyFilter())).Rows);

        Assert.Equal((2, 10000000000.00m), (row.OpenInvoices, row.OpenBalance));
    }

    [Fact]
    public async Task Pages_by_cursor_show_every_row_once_whatever_the_order_forwards_and_back()
    {
        var ids = await app.AddCustomersAsync(17);
        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, async context =>
        {
            var number = 0;
            foreach (var party in context.Parties.OrderBy(p => p.Id).ToList())
            {
                number++;
                (party.ContactPerson, party.BillingState, party.IsActive) = (number % 3 == 0 ? null : "Á" + number % 4, number % 2 == 0 ? "Goa" : "केरल", number % 5 != 0);
                party.Name = number % 4 == 0 ? "Same name" : party.Name;
            }
            await context.SaveChangesAsync();
            return 0;
        }, default);
        foreach (var (id, amount) in new[] { (ids[1], 9.5m), (ids[4], 10m), (ids[7], 9.5m), (ids[9], 0m) })
            await app.AddInvoicesAsync(id, ("Sent", amount));

        foreach (var sort in Enum.GetValues<PartySort>())
        {
            foreach (var order in new PartyOrder[][] { [new(sort, true)], [new(PartySort.State), new(sort, true)], [new(PartySort.Contact, true), new(PartySort.Active), new(sort)] })
                await ReadsTheSameInPagesAsync(order);
        }
    }

    [Fact]
    public async Task A_place_in_another_order_is_ignored_and_a_list_that_shrank_begins_at_its_start()
    {
        var ids = await app.AddCustomersAsync(12);
        var second = (await PageAsync([new(PartySort.Name)], new(1, 5))).List;

        // The emails are all missing, so that the id alone orders them.
        Assert.Equal(ids[5], (await PageAsync([new(PartySort.Email)], new(1, 5) { After = second.Last })).Rows[0].Id);
        Assert.Equal(ids[5], (await PageAsync([new(PartySort.Name)], new(1, 5) { After = "nonsense" })).Rows[0].Id);
        await app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, context => context.Parties.Where(party => party.Id == ids[0]).ExecuteDeleteAsync(), default);
        var before = await PageAsync([new(PartySort.Name)], new(1, 5) { Before = second.First });
        Assert.Equal((0, ids[1], true), (before.List.Index, before.Rows[0].Id, before.List.HasMore));
        Assert.False((await PageAsync([new(PartySort.Name)], new(2, 5) { After = second.Last })).List.HasMore);
    }

    [Fact]
    public async Task Facets_count_under_the_other_filters_and_all_can_be_counted_when_asked()
    {
        var ids = await app.AddCustomersAsync(3);
        foreach (var (name, city, gstin) in new[] { ("Pune A", "Pune", "27ABCDE1234F1Z5"), ("Pune B", "Pune", ""), ("Nowhere", "", null) })
        {
            var party = TestInstallation.Customer(name);
            (party.BillingCity, party.BillingState, party.Gstin) = (city, "Maharashtra", gstin);
            await app.AddAsync(party);
        }
        await app.AddInvoicesAsync(ids[0], ("Sent", 5m), ("Paid", 5m));
        await app.AddInvoicesAsync(ids[1], ("Paid", 5m));
        await app.Service<PartyService>().SetProtectedAsync(app.Administrator, ids[2], true, null, default);
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, ids[1], false, null, null, default);

        var facets = await app.Service<PartyFacetQueries>().OfAsync(app.Administrator, new PartyFilter { Cities = ["Pune"] }, default);
        Assert.Equal([("Bengaluru", 2L), ("Pune", 2L)], facets.Cities.Select(facet => (facet.Value, facet.Count!.Value.Value)).Order());
        Assert.Equal([("Karnataka", 0L), ("Maharashtra", 2L)], facets.States.Select(facet => (facet.Value, facet.Count!.Value.Value)).Order());

        Assert.Equal(["Pune A"], await NamesAsync(new() { HasGstin = true }));
        Assert.Equal(["Nowhere", "Party 0001", "Party 0003", "Pune B"], await NamesAsync(new() { HasGstin = false }));
        Assert.Equal(["Party 0001"], await NamesAsync(new() { HasOpenInvoices = true }));
        Assert.Equal(4, (await NamesAsync(new() { HasOpenInvoices = false })).Count);
        Assert.Equal(["Party 0003"], await NamesAsync(new() { IsProtected = true }));
        var (active, inactive) = await app.Service<PartyQueries>().CountAllAsync(app.Administrator, new PartyFilter { Search = "party" }, default);
        Assert.Equal((2L, 1L, true), (active.Value, inactive.Value, active.IsExact));
    }

    private async Task ReadsTheSameInPagesAsync(PartyOrder[] order)
    {
        var all = (await PageAsync(order, new(0, 200))).Rows.Select(row => row.Id).ToList();
        var page = new PageRequest(0, 7);
        List<ListPage<PartyRow>> pages = [];
        do
        {
            pages.Add((await PageAsync(order, page)).List);
            page = new PageRequest(pages.Count, 7) { After = pages[^1].Last };
        }
        while (pages[^1].HasMore);
        Assert.Equal(all, pages.SelectMany(read => read.Rows).Select(row => row.Id));
        for (var index = pages.Count - 2; index >= 0; index--)
        {
            var back = (await PageAsync(order, new(index, 7) { Before = pages[index + 1].First })).List;
            Assert.Equal(pages[index].Rows, back.Rows);
            Assert.Equal((index, true), (back.Index, back.HasMore));
        }
    }

    private Task<PartyPage> PageAsync(IReadOnlyList<PartyOrder> order, PageRequest page) =>
        app.Service<PartyQueries>().ListAsync(app.Administrator, new PartyFilter { Status = StatusFilter.All }, order, page, default);

    private async Task<IReadOnlyList<string>> NamesAsync(PartyFilter filter) => [.. (await ListAsync(filter)).Rows.Select(row => row.Name)];

    private Task<PartyPage> ListAsync(PartyFilter filter) =>
        app.Service<PartyQueries>().ListAsync(TestInstallation.As(Role.Viewer), filter, [new(PartySort.Name)], new(0, 50), CancellationToken.None);
}
