using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Demo;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Demo;

public sealed class DemoSeedTests
{
    [Fact]
    public async Task The_demo_tenant_is_full_findable_and_consistent()
    {
        await using var app = await TestInstallation.CreateAsync();

        await app.Service<DemoSeed>().CreateAsync(Actor.CommandLine, 1000, default);

        var access = new TenantAccess(DemoSeed.Slug, Actor.CommandLine);
        var page = await app.Service<PartyQueries>().ListAsync(access, new PartyFilter(), [new(PartySort.Name)], new(0, 50), default);
        Assert.Equal(1000, page.Active.Value + page.Inactive.Value);
        Assert.NotEmpty((await app.Service<PartyQueries>().ListAsync(access, new PartyFilter { Search = "MÜLLER", Status = StatusFilter.All }, [new(PartySort.Name)], new(0, 50), default)).Rows);
        await using var context = await app.Service<TenantDatabases>().ReadAsync(DemoSeed.Slug, default);
        Assert.Equal(2000, await context.Invoices.CountAsync());
        Assert.All(await context.Invoices.Take(200).ToListAsync(), invoice => Assert.Equal(invoice.GrandTotal, invoice.PaidAmount + invoice.BalanceAmount));
        Assert.True(await context.Parties.AnyAsync(p => p.GstEnabled == null));
        Assert.True(await context.Parties.GroupBy(p => p.Name).AnyAsync(g => g.Count() > 1));
        Assert.Empty(await context.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync());
    }
}
