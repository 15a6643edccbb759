using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Views;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Views;

public sealed class SavedViewsTests : IAsyncLifetime
{
    private const string Parties = "/parties";

    private readonly TenantAccess admin = TestInstallation.As(Role.Administrator, "asha");
    private readonly TenantAccess support = TestInstallation.As(Role.Support, "meera");
    private readonly TenantAccess viewer = TestInstallation.As(Role.Viewer, "vikram");
    private TestInstallation app = null!;

    private SavedViews Views => app.Service<SavedViews>();

    public async Task InitializeAsync()
    {
        app = await TestInstallation.CreateAsync();
        await app.Service<CentralDatabase>().WriteAsync(context =>
        {
            context.Users.AddRange(new[] { admin, support, viewer }.Select(access => new AppUser { Id = access.Actor.Id!, UserName = access.Actor.Name }));
            return context.SaveChangesAsync();
        }, default);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_view_is_its_owners_alone_until_it_is_shared()
    {
        await Views.SaveAsync(support, Parties, " Goa ", "state=Goa", share: false, default);
        await Views.SaveAsync(support, Parties, "Kerala", "state=Kerala", share: true, default);
        await Views.SaveAsync(viewer, Parties, "Mine", "q=a", share: false, default);

        Assert.Equal([("Goa", "state=Goa", true), ("Kerala", "state=Kerala", true)], (await ListAsync(support)).Select(view => (view.Name, view.Query, view.IsOwn)));
        Assert.Equal([("Mine", "vikram", true), ("Kerala", "meera", false)], (await ListAsync(viewer)).Select(view => (view.Name, view.Owner, view.MayDelete)));
        Assert.Empty(await Views.ListAsync(viewer, "/products", default));
    }

    [Fact]
    public async Task Saving_under_the_same_name_replaces_ones_own_view_and_no_other()
    {
        await Views.SaveAsync(support, Parties, "Goa", "state=Goa", share: true, default);
        await Views.SaveAsync(admin, Parties, "Goa", "q=goa", share: false, default);
        await Views.SaveAsync(support, Parties, "Goa", "city=Panaji", share: false, default);

        Assert.Equal("city=Panaji", Assert.Single(await ListAsync(support)).Query);
        Assert.Equal("q=goa", Assert.Single(await ListAsync(admin)).Query);
    }

    [Fact]
    public async Task Viewers_share_nothing_and_only_the_owner_or_an_administrator_deletes()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => Views.SaveAsync(viewer, Parties, "All", "", share: true, default));
        await Views.SaveAsync(support, Parties, "Shared", "", share: true, default);
        await Views.SaveAsync(support, Parties, "Own", "", share: false, default);
        var (own, shared) = ((await ListAsync(support))[0], (await ListAsync(support))[1]);

        await Views.DeleteAsync(viewer, shared.Id, default);
        await Views.DeleteAsync(admin, own.Id, default);
        Assert.Equal(2, (await ListAsync(support)).Count);
        await Views.DeleteAsync(admin, shared.Id, default);
        Assert.Equal("Own", Assert.Single(await ListAsync(support)).Name);
    }

    [Theory]
    [InlineData("  ", "q=a")]
    [InlineData("A name of more characters than the sixty that a menu has room for", "q=a")]
    [InlineData("Long", null)]
    public async Task What_cannot_be_a_view_is_refused_with_the_reason(string name, string? query) =>
        Assert.NotEmpty((await Assert.ThrowsAsync<ViewRefusedException>(() => Views.SaveAsync(support, Parties, name, query ?? new string('x', 4001), share: false, default))).Message);

    [Fact]
    public async Task The_columns_of_a_grid_are_kept_by_person()
    {
        var preferences = app.Service<GridPreferences>();
        Assert.Null(await preferences.FindAsync(support.Actor, "parties", default));
        await preferences.SaveAsync(support.Actor, "parties", "name,city", isCompact: false, default);
        await preferences.SaveAsync(support.Actor, "parties", "name,state", isCompact: true, default);

        var kept = await preferences.FindAsync(support.Actor, "parties", default);
        Assert.Equal(("name,state", true), (kept!.Columns, kept.IsCompact));
        Assert.Null(await preferences.FindAsync(viewer.Actor, "parties", default));
        Assert.Null(await preferences.FindAsync(support.Actor, "products", default));
    }

    private Task<IReadOnlyList<SavedViewInfo>> ListAsync(TenantAccess access) => Views.ListAsync(access, Parties, default);
}
