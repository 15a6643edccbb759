using System.Net;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Features.People.Account;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.People;

public sealed class SignInTests : IDisposable
{
    private const string Wrong = "User name or password is wrong";
    private readonly PeopleApp app = new(new() { ["Access:LockoutAttempts"] = "3" });

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser, string userName, string password, string returnUrl = "/") =>
        PeopleApp.PostAsync(browser, "/account/sign-in", "/account/sign-in", new() { ["userName"] = userName, ["password"] = password, ["returnUrl"] = returnUrl });

    [Fact]
    public async Task The_right_password_starts_a_session_in_a_cookie_scripts_cannot_read()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var answer = await TryAsync(app.Browser(), "ASHA", PeopleApp.Password, "/parties?page=2");
        Assert.Equal("/parties?page=2", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("AdminApp=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var answer = await TryAsync(app.Browser("https://localhost"), "asha", PeopleApp.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-AdminApp=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Plain_http_from_another_machine_is_told_to_use_https()
    {
        using var open = new PeopleApp(new() { ["AllowedHosts"] = "*" });
        var answer = await open.Browser("http://office.example").GetAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("https", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/parties?page=2#top", "/parties?page=2#top")]
    [InlineData(null, "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void A_return_address_stays_on_this_site(string? returnUrl, string expected) => Assert.Equal(expected, AccountPaths.Local(returnUrl));

    [Fact]
    public async Task A_return_address_on_another_site_leads_to_the_start_page()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        Assert.Equal("/", (await TryAsync(app.Browser(), "asha", PeopleApp.Password, "//evil.example")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_unknown_user_and_a_wrong_password_get_the_same_answer_after_about_the_same_time()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var browser = app.Browser();
        var unknown = await TimedAsync("nobody");
        var wrong = await TimedAsync("asha");
        Assert.Equal(unknown.Page.Replace("nobody", "asha", StringComparison.Ordinal), wrong.Page);
        Assert.True(unknown.Took > TimeSpan.FromMilliseconds(350) && wrong.Took > TimeSpan.FromMilliseconds(350), $"{unknown.Took} and {wrong.Took}");

        async Task<(string Page, TimeSpan Took)> TimedAsync(string userName)
        {
            var form = PeopleApp.AntiforgeryToken(await browser.GetStringAsync("/account/sign-in"));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var answer = await browser.PostAsync("/account/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["userName"] = userName, ["password"] = "not the password", ["__RequestVerificationToken"] = form }));
            var took = watch.Elapsed;
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            return (page.Replace(PeopleApp.AntiforgeryToken(page), "", StringComparison.Ordinal), took);
        }
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account_and_a_reset_link_opens_it()
    {
        var id = await app.CreatePersonAsync("asha", Role.Viewer);
        var browser = app.Browser();
        for (var attempt = 0; attempt < 3; attempt++)
            await TryAsync(browser, "asha", "not the password");
        var locked = await TryAsync(browser, "asha", PeopleApp.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
        Assert.Contains(Wrong, await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var token = await app.Service<PeopleService>().IssueResetLinkAsync(Actor.CommandLine, id, TimeSpan.FromMinutes(5), CancellationToken.None);
        const string Chosen = "another long password";
        var reset = await PeopleApp.PostAsync(browser, "/account/reset?token=" + token, "/account/reset", new() { ["token"] = token, ["password"] = Chosen, ["repeated"] = Chosen });
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        await app.SignedInAsync("asha", Chosen);
        Assert.Equal(HttpStatusCode.Gone, (await app.Browser().GetAsync("/account/reset?token=" + token)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_tries_too_often_has_to_wait()
    {
        using var strict = new PeopleApp(new() { ["Access:SignInsPerMinute"] = "2" });
        var browser = strict.Browser();
        await TryAsync(browser, "a", "not the password");
        await TryAsync(browser, "b", "not the password");
        var third = await TryAsync(browser, "c", "not the password");
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused()
    {
        var answer = await app.Browser().PostAsync("/account/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["userName"] = "a", ["password"] = "b" }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var browser = await app.SignedInAsync("asha");
        var form = await app.FormOfSessionAsync(browser);
        var answer = await browser.PostAsync("/account/sign-out", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = form }));
        Assert.Equal("/account/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal("/account/sign-in", (await browser.GetAsync("/tenants")).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task The_time_of_a_sign_in_is_kept()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        await app.SignedInAsync("asha");
        await using var context = app.Service<CentralDatabase>().Read();
        Assert.NotNull((await context.Users.SingleAsync()).LastSignInAt);
    }

    public void Dispose() => app.Dispose();
}
