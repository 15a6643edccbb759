using System.Net;
using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace AdminApp.Tests.People;

public sealed class TenantAccessTests : IDisposable
{
    private readonly PeopleApp app = new();

    /// <summary>What a request of that person resolves to.</summary>
    private async Task<T> AsAsync<T>(string userId, Func<HttpContext, Task<T>> work, string? header = null, string? query = null, string? cookie = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var person = (await app.Service<PeopleDirectory>().FindAsync(userId, CancellationToken.None))!;
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        if (header is not null)
            context.Request.Headers["X-Tenant-Slug"] = header;
        if (query is not null)
            context.Request.Query = new QueryCollection(new Dictionary<string, StringValues> { ["tenant"] = query });
        if (cookie is not null)
            context.Request.Headers.Cookie = "tenant=" + cookie;
        var transformation = new ClientClaims(new HttpContextAccessor { HttpContext = context });
        context.User = await transformation.TransformAsync(AppClaims.Principal(person, "test"));
        scope.ServiceProvider.GetRequiredService<AccessProvider>().Attach(context);
        return await work(context);
    }

    private Task<TenantAccess> CallAsync(string userId, string? header = null) => AsAsync(userId, HttpAccess.TenantAsync, header);

    private Task<TenantAccess> PageAsync(string userId, string? query = null, string? cookie = null) =>
        AsAsync(userId, context => context.RequestServices.GetRequiredService<AccessProvider>().TenantAsync(), query: query, cookie: cookie);

    [Fact]
    public async Task A_call_may_leave_out_the_only_tenant_of_its_caller()
    {
        var one = await app.CreateTenantAsync("one");
        await app.CreateTenantAsync("two");
        var id = await app.CreatePersonAsync("asha", Role.Support, one.Id);
        Assert.Equal("one", (await CallAsync(id)).Slug);
        Assert.Equal("one", (await CallAsync(id, "one")).Slug);
    }

    [Fact]
    public async Task A_call_to_a_tenant_of_others_or_to_none_that_exists_is_refused()
    {
        var one = await app.CreateTenantAsync("one");
        await app.CreateTenantAsync("two");
        var id = await app.CreatePersonAsync("asha", Role.Support, one.Id);
        await Assert.ThrowsAsync<NotAMemberException>(() => CallAsync(id, "two"));
        await Assert.ThrowsAsync<UnknownTenantException>(() => CallAsync(id, "three"));
        foreach (var bad in new[] { "../one", "/etc/passwd", "%2fetc", "ONE", "central" })
            await Assert.ThrowsAsync<UnknownTenantException>(() => CallAsync(id, bad));
    }

    [Fact]
    public async Task A_call_that_could_mean_several_tenants_has_to_name_one()
    {
        await app.CreateTenantAsync("one");
        await app.CreateTenantAsync("two");
        var id = await app.CreatePersonAsync("asha", Role.Administrator);
        var refused = await Assert.ThrowsAsync<NoTenantException>(() => CallAsync(id));
        Assert.Contains("X-Tenant-Slug", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_tenant_serves_calls_that_name_none()
    {
        using var configured = new PeopleApp(new() { ["Tenancy:DefaultTenant"] = "two" });
        await configured.CreateTenantAsync("one");
        await configured.CreateTenantAsync("two");
        var id = await configured.CreatePersonAsync("asha", Role.Administrator);
        await using var scope = configured.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.User = AppClaims.Principal((await configured.Service<PeopleDirectory>().FindAsync(id, CancellationToken.None))!, "test");
        scope.ServiceProvider.GetRequiredService<AccessProvider>().Attach(context);
        Assert.Equal("two", (await HttpAccess.TenantAsync(context)).Slug);
        Assert.Equal("two", context.Response.Headers["X-Tenant-Slug"]);
        Assert.Equal("TWO", context.Response.Headers["X-Tenant-Name"]);
    }

    [Fact]
    public async Task A_page_takes_the_tenant_of_its_address_then_of_the_browser_then_the_first()
    {
        var tenants = new[] { await app.CreateTenantAsync("one"), await app.CreateTenantAsync("two"), await app.CreateTenantAsync("other") };
        var id = await app.CreatePersonAsync("asha", Role.Support, tenants[0].Id, tenants[1].Id);
        Assert.Equal("one", (await PageAsync(id)).Slug);
        Assert.Equal("two", (await PageAsync(id, cookie: "two")).Slug);
        Assert.Equal("two", (await PageAsync(id, query: "two", cookie: "one")).Slug);
        Assert.Equal("one", (await PageAsync(id, query: "other", cookie: "no-such")).Slug);
    }

    [Fact]
    public async Task A_member_of_nothing_and_an_installation_without_tenants_are_told_what_to_do()
    {
        var administrator = await app.CreatePersonAsync("admin", Role.Administrator);
        Assert.Contains("Tenants page", (await Assert.ThrowsAsync<NoTenantException>(() => PageAsync(administrator))).Message, StringComparison.Ordinal);
        await app.CreateTenantAsync("one");
        var viewer = await app.CreatePersonAsync("asha", Role.Viewer);
        Assert.Contains("Ask an administrator", (await Assert.ThrowsAsync<NoTenantException>(() => PageAsync(viewer))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switcher_sets_a_tenant_of_mine_and_refuses_others()
    {
        var one = await app.CreateTenantAsync("one");
        await app.CreateTenantAsync("two");
        await app.CreatePersonAsync("asha", Role.Viewer, one.Id);
        var browser = await app.SignedInAsync("asha");
        var form = await app.FormOfSessionAsync(browser);

        var chosen = await SelectAsync("one");
        Assert.Equal("/parties", chosen.Headers.Location!.OriginalString);
        Assert.Contains(chosen.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("tenant=one;", StringComparison.Ordinal));
        var refused = await SelectAsync("two");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("tenant=", StringComparison.Ordinal)));

        Task<HttpResponseMessage> SelectAsync(string slug) => browser.PostAsync("/tenants/select", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["slug"] = slug, ["returnUrl"] = "/parties", ["__RequestVerificationToken"] = form }));
    }

    [Fact]
    public async Task An_actor_knows_where_it_came_from()
    {
        var id = await app.CreatePersonAsync("asha", Role.Viewer);
        var actor = await AsAsync(id, async context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.7");
            context.Request.Headers.UserAgent = "Test/1.0";
            var person = (await app.Service<PeopleDirectory>().FindAsync(id, CancellationToken.None))!;
            context.User = await new ClientClaims(new HttpContextAccessor { HttpContext = context }).TransformAsync(AppClaims.Principal(person, "test"));
            return await context.RequestServices.GetRequiredService<AccessProvider>().ActorAsync();
        });
        Assert.Equal(("192.0.2.7", "Test/1.0", "asha"), (actor.Origin, actor.UserAgent, actor.Name));
    }

    public void Dispose() => app.Dispose();
}
