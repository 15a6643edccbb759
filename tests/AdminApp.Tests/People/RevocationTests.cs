using System.Net;
using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.People;

public sealed class RevocationTests : IDisposable
{
    private const string AnyPage = "/no-such-page";
    private const string AnyCall = "/api/parties";

    private readonly PeopleApp app = new();

    private PeopleService People => app.Service<PeopleService>();

    private static async Task<bool> IsInAsync(HttpClient browser, string address = AnyPage) =>
        (await browser.GetAsync(address)).StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Redirect);

    [Fact]
    public async Task A_disabled_persons_cookie_and_token_stop_at_once()
    {
        var id = await app.CreatePersonAsync("asha", Role.Support);
        var browser = await app.SignedInAsync("asha");
        var client = await app.WithTokenAsync("asha");
        Assert.True(await IsInAsync(browser));
        Assert.True(await IsInAsync(client, AnyCall));

        await People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None);

        Assert.False(await IsInAsync(browser));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(AnyCall)).StatusCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.WithTokenAsync("asha"));
    }

    [Fact]
    public async Task Enabling_somebody_again_does_not_revive_their_old_sessions()
    {
        var id = await app.CreatePersonAsync("asha", Role.Support);
        var browser = await app.SignedInAsync("asha");
        var client = await app.WithTokenAsync("asha");
        await People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None);
        await People.SetDisabledAsync(Actor.CommandLine, id, false, CancellationToken.None);
        Assert.False(await IsInAsync(browser));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(AnyCall)).StatusCode);
        Assert.True(await IsInAsync(await app.SignedInAsync("asha")));
    }

    [Fact]
    public async Task A_new_password_ends_other_sessions_and_tokens()
    {
        var id = await app.CreatePersonAsync("asha", Role.Support);
        var browser = await app.SignedInAsync("asha");
        var client = await app.WithTokenAsync("asha");
        var link = await People.IssueResetLinkAsync(Actor.CommandLine, id, TimeSpan.FromMinutes(1), CancellationToken.None);
        await app.Service<SignInLinks>().ResetAsync(link, "another long password", CancellationToken.None);
        Assert.False(await IsInAsync(browser));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(AnyCall)).StatusCode);
    }

    [Fact]
    public async Task A_change_made_past_the_services_is_seen_within_a_minute()
    {
        var id = await app.CreatePersonAsync("asha", Role.Support);
        var browser = await app.SignedInAsync("asha");
        await app.Service<CentralDatabase>().WriteAsync(
            context => context.Users.Where(u => u.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, true)), CancellationToken.None);
        app.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task An_open_circuit_is_ended_when_the_person_is_disabled_or_gets_another_role()
    {
        await app.CreatePersonAsync("admin2", Role.Administrator);
        var id = await app.CreatePersonAsync("asha", Role.Support);
        await using var scope = app.Services.CreateAsyncScope();
        var circuit = Assert.IsType<CircuitAuthentication>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
        var principal = AppClaims.Principal((await app.Service<PeopleDirectory>().FindAsync(id, CancellationToken.None))!, "test");
        Assert.True(await circuit.IsStillGoodAsync(principal, CancellationToken.None));

        await People.SetRoleAsync(Actor.CommandLine, id, Role.Viewer, CancellationToken.None);
        Assert.False(await circuit.IsStillGoodAsync(principal, CancellationToken.None));
        await People.SetRoleAsync(Actor.CommandLine, id, Role.Support, CancellationToken.None);
        Assert.True(await circuit.IsStillGoodAsync(principal, CancellationToken.None));
        await People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None);
        Assert.False(await circuit.IsStillGoodAsync(principal, CancellationToken.None));
    }

    [Fact]
    public async Task What_an_open_circuit_does_is_held_to_the_persons_present_role_and_state()
    {
        var id = await app.CreatePersonAsync("asha", Role.Support);
        await using var scope = app.Services.CreateAsyncScope();
        var principal = AppClaims.Principal((await app.Service<PeopleDirectory>().FindAsync(id, CancellationToken.None))!, "test");
        ((CircuitAuthentication)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        var access = scope.ServiceProvider.GetRequiredService<AccessProvider>();
        Assert.Equal(Role.Support, (await access.ActorAsync()).Role);
        await People.SetRoleAsync(Actor.CommandLine, id, Role.Viewer, CancellationToken.None);
        Assert.Equal(Role.Viewer, (await access.ActorAsync()).Role);
        await People.SetDisabledAsync(Actor.CommandLine, id, true, CancellationToken.None);
        await Assert.ThrowsAsync<SignedOutException>(() => access.ActorAsync());
    }

    [Fact]
    public async Task A_new_role_takes_effect_in_a_session_that_goes_on()
    {
        var id = await app.CreatePersonAsync("asha", Role.Administrator);
        await app.CreatePersonAsync("admin2", Role.Administrator);
        var browser = await app.SignedInAsync("asha");
        Assert.NotEqual(HttpStatusCode.Forbidden, (await browser.GetAsync("/users")).StatusCode);
        await People.SetRoleAsync(Actor.CommandLine, id, Role.Viewer, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/users")).StatusCode);
    }

    [Fact]
    public async Task A_token_expires_and_only_its_hash_is_kept()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var client = await app.WithTokenAsync("asha");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        Assert.StartsWith("aa_", token, StringComparison.Ordinal);
        Assert.True(token.Length >= 3 + 43, "256 bits in base64url are 43 letters");
        await using (var context = app.Service<CentralDatabase>().Read())
            Assert.Equal(Secrets.Hash(token), (await context.ApiTokens.SingleAsync()).TokenHash);
        Assert.True(await IsInAsync(client, AnyCall));
        app.Time.Advance(TimeSpan.FromMinutes(1441));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(AnyCall)).StatusCode);
    }

    [Fact]
    public async Task A_cookie_opens_no_call_and_a_token_no_page()
    {
        await app.CreatePersonAsync("asha", Role.Administrator);
        Assert.Equal(HttpStatusCode.Unauthorized, (await (await app.SignedInAsync("asha")).GetAsync(AnyCall)).StatusCode);
        Assert.Equal("/account/sign-in", (await (await app.WithTokenAsync("asha")).GetAsync("/users")).Headers.Location!.AbsolutePath);
    }

    public void Dispose() => app.Dispose();
}
