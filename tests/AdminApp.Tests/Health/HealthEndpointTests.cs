using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdminApp.Data.Access;
using AdminApp.Tests.People;

namespace AdminApp.Tests.Health;

public sealed class HealthEndpointTests(PeopleApp app) : IClassFixture<PeopleApp>
{
    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    public async Task A_probe_gets_two_words_and_no_details(string? accept)
    {
        var client = app.CreateClient();
        if (accept is not null)
            client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        var answer = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var document = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(["sqlite", "status"], document.Select(p => p.Key).Order());
        Assert.Equal("ok", document["status"]!.GetValue<string>());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_browser_gets_the_page_and_has_to_sign_in()
    {
        var answer = await app.Browser().GetAsync("/health");
        Assert.Equal((HttpStatusCode.Redirect, "/account/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
    }

    [Fact]
    public async Task Details_are_for_people_signed_in_and_of_their_own_tenants()
    {
        var mine = await app.CreateTenantAsync("health-mine");
        await app.CreateTenantAsync("health-other");
        await app.CreatePersonAsync("health-viewer", Role.Viewer, mine.Id);
        await app.Service<Data.Health.DatabaseHealth>().CheckAsync(Actor.CommandLine, default);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync("/health/details")).StatusCode);

        var browser = await app.SignedInAsync("health-viewer");
        var document = await browser.GetFromJsonAsync<JsonObject>("/health/details");
        var databases = document!["databases"]!.AsArray();
        Assert.Equal(["central", "health-mine"], databases.Select(d => d!["database"]!.GetValue<string>()));
        Assert.Equal("wal", databases[1]!["writer"]!["journal_mode"]!.GetValue<string>());
    }
}
