using System.Net;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Tests.Shared.Application;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.People;

public sealed class FirstAdministratorTests : IDisposable
{
    private readonly PeopleApp app = new();

    private Task<string?> LinkAsync() => app.Service<SignInLinks>().IssueFirstAsync(TimeSpan.FromMinutes(30), CancellationToken.None);

    private static Dictionary<string, string> Claim(string? token, string userName, string password = PeopleApp.Password, string? repeated = null) =>
        new() { ["token"] = token!, ["userName"] = userName, ["password"] = password, ["repeated"] = repeated ?? password };

    [Fact]
    public async Task The_link_makes_an_administrator_who_is_signed_in_at_once()
    {
        var token = await LinkAsync();
        var browser = app.Browser();
        var answer = await PeopleApp.PostAsync(browser, "/account/first?token=" + token, "/account/first", Claim(token, "asha"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.NotEqual("/account/sign-in", (await browser.GetAsync("/users")).Headers.Location?.AbsolutePath);
        var people = await app.Service<PeopleService>().ListAsync(Actor.CommandLine, null, 1, CancellationToken.None);
        var first = Assert.Single(people.People);
        Assert.Equal(("asha", Role.Administrator), (first.UserName, first.Role));
    }

    [Fact]
    public async Task Of_a_hundred_claims_at_once_exactly_one_wins()
    {
        var token = await LinkAsync();
        var browser = app.Browser();
        var form = PeopleApp.AntiforgeryToken(await browser.GetStringAsync("/account/first?token=" + token));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var fields = Claim(token, "claimant" + i);
            fields["__RequestVerificationToken"] = form;
            return (await browser.PostAsync("/account/first", new FormUrlEncodedContent(fields))).StatusCode;
        }));
        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.Redirect));
        Assert.Equal(99, answers.Count(status => status == HttpStatusCode.Gone));
        await using var context = app.Service<CentralDatabase>().Read();
        Assert.Equal(1, await context.Users.CountAsync());
    }

    [Fact]
    public async Task Once_there_is_an_administrator_no_link_is_made_and_none_works()
    {
        var token = await LinkAsync();
        await app.CreatePersonAsync("asha", Role.Administrator);
        Assert.Equal(HttpStatusCode.Gone, (await app.Browser().GetAsync("/account/first?token=" + token)).StatusCode);
        await Assert.ThrowsAsync<SignInLinkException>(() => app.Service<SignInLinks>().ClaimFirstAsync(token, "late", PeopleApp.Password, CancellationToken.None));
        Assert.Null(await LinkAsync());
    }

    [Fact]
    public async Task A_link_expires()
    {
        var token = await LinkAsync();
        app.Time.Advance(TimeSpan.FromMinutes(31));
        var answer = await app.Browser().GetAsync("/account/first?token=" + token);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("expired", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asha", "short", "short", "at least 12")]
    [InlineData("asha", PeopleApp.Password, "another password here", "differ")]
    [InlineData("two words", PeopleApp.Password, PeopleApp.Password, "without spaces")]
    public async Task A_form_with_a_fault_says_which_and_the_link_stays_good(string userName, string password, string repeated, string said)
    {
        var token = await LinkAsync();
        var browser = app.Browser();
        var answer = await PeopleApp.PostAsync(browser, "/account/first?token=" + token, "/account/first", Claim(token, userName, password, repeated));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/first?token=" + token)).StatusCode);
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_kept()
    {
        var token = await LinkAsync();
        await using var context = app.Service<CentralDatabase>().Read();
        var links = await context.SignInLinks.ToListAsync();
        Assert.DoesNotContain(links, link => link.TokenHash == token);
        Assert.Contains(links, link => link.TokenHash == Secrets.Hash(token!));
    }

    [Fact]
    public async Task A_start_without_people_prints_a_link_to_the_address_really_bound_and_logs_it_nowhere()
    {
        await using var process = await AppProcess.StartAsync();
        var link = await process.SignInLinkAsync();
        Assert.Equal(process.Address.Authority, link.Authority);
        Assert.Equal(HttpStatusCode.OK, (await process.Client.GetAsync(link)).StatusCode);
        await process.StopAsync();
        var logs = Directory.GetFiles(Path.Combine(process.DataDirectory, "logs")).Select(File.ReadAllText);
        Assert.DoesNotContain(logs, text => text.Contains(link.Query["?token=".Length..], StringComparison.Ordinal));
    }

    public void Dispose() => app.Dispose();
}
