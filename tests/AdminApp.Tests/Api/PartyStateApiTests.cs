using System.Net;

namespace AdminApp.Tests.Api;

/// <summary>What this API adds to the origin's: one party by id, deactivation that can be repeated, versions.</summary>
[Collection(ApiServerCollection.Name)]
public sealed class PartyStateApiTestsOnSqlite(ApiServer server) : PartyStateApiTests(server);

[Collection(PostgresApiServerCollection.Name)]
public sealed class PartyStateApiTestsOnPostgres(PostgresApiServer server) : PartyStateApiTests(server);

public abstract class PartyStateApiTests(ApiServer server)
{
    [Fact]
    public async Task One_party_is_shown_with_its_version_whether_active_or_not()
    {
        using var answer = await server.Viewer.SendAsync(HttpMethod.Get, $"/api/parties/{ApiData.Inactive}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches("^\"[0-9]+\"$", answer.Headers.ETag?.Tag);
        Assert.Equal(23, (await answer.JsonAsync()).Keys().Length);

        using var same = await server.Viewer.SendAsync(HttpMethod.Get, $"/api/parties/{ApiData.Inactive}", null, ("If-None-Match", answer.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Delete_deactivates_and_can_be_repeated()
    {
        var id = await server.Support.CreatePartyAsync("Deleted softly");
        for (var i = 0; i < 2; i++)
        {
            using var answer = await server.Support.SendAsync(HttpMethod.Delete, $"/api/parties/{id}");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        Assert.False((await server.Support.GetJsonAsync($"/api/parties/{id}")).GetProperty("is_active").GetBoolean());
        Assert.Empty((await server.Support.GetJsonAsync("/api/parties?search=deleted%20softly")).Names());
    }

    [Fact]
    public async Task Activating_and_deactivating_can_be_repeated_and_change_the_version_once()
    {
        var id = await server.Support.CreatePartyAsync("Idempotent");
        foreach (var (action, active, version) in new[] { ("deactivate", false, "\"2\""), ("deactivate", false, "\"2\""), ("activate", true, "\"3\""), ("activate", true, "\"3\"") })
        {
            using var answer = await server.Support.SendAsync(HttpMethod.Post, $"/api/parties/{id}/{action}", """{"reason":"Stock-taking"}""");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(version, answer.Headers.ETag?.Tag);
            Assert.Equal(active, (await answer.JsonAsync()).GetProperty("is_active").GetBoolean());
        }
        var rows = await server.Administrator.GetJsonAsync("/api/audit-trail?table_name=parties&limit=1000");
        Assert.Equal(["ACTIVATE Stock-taking", "DEACTIVATE Stock-taking"], rows.EnumerateArray()
            .Where(row => row.GetProperty("record_id").GetInt64() == id && row.GetProperty("action").GetString() != "CREATE")
            .Select(row => $"{row.GetProperty("action").GetString()} {row.GetProperty("reason").GetString()}"));
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_no_longer_current_changes_nothing()
    {
        var id = await server.Support.CreatePartyAsync("Contested");
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{id}", """{"notes":"first"}""", ("If-Match", "\"1\"")).JsonAsync();
        foreach (var (method, path, body) in new[] { ("PUT", "", """{"notes":"second"}"""), ("DELETE", "", null), ("POST", "/deactivate", null), ("POST", "/activate", null) })
        {
            using var stale = await server.Support.SendAsync(new HttpMethod(method), $"/api/parties/{id}{path}", body, ("If-Match", "\"1\""));
            Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
            Assert.Equal("\"2\"", stale.Headers.ETag?.Tag);
            Assert.Contains("changed by somebody else", (await stale.JsonAsync()).Detail(), StringComparison.Ordinal);
        }
        var party = await server.Support.GetJsonAsync($"/api/parties/{id}");
        Assert.Equal(("first", true), (party.GetProperty("notes").GetString(), party.GetProperty("is_active").GetBoolean()));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("W/\"1\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("\"x\"")]
    public async Task If_match_must_be_one_version_of_this_api(string tag)
    {
        using var answer = await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{ApiData.Bare}", "{}", ("If-Match", tag));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Any_version_will_do_for_an_asterisk() =>
        await server.Support.SendAsync(HttpMethod.Put, $"/api/parties/{ApiData.Bare}", "{}", ("If-Match", "*")).JsonAsync();

    [Theory]
    [InlineData("PATCH", "/toggle")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/deactivate")]
    public async Task A_protected_party_stays_active(string method, string path)
    {
        var refusal = await server.Administrator.SendAsync(new HttpMethod(method), $"/api/parties/{ApiData.Protected}{path}").JsonAsync(HttpStatusCode.Conflict);
        Assert.Contains("protected", refusal.Detail(), StringComparison.Ordinal);
        Assert.True((await server.Viewer.GetJsonAsync($"/api/parties/{ApiData.Protected}")).GetProperty("is_active").GetBoolean());
    }

    [Fact]
    public async Task A_reason_must_be_a_text_that_fits()
    {
        foreach (var (body, type) in new[] { ("""{"reason":5}""", "string_type"), ($$"""{"reason":"{{new string('r', 501)}}"}""", "string_too_long") })
        {
            var fault = (await server.Support.SendAsync(HttpMethod.Post, $"/api/parties/{ApiData.Bare}/activate", body).JsonAsync(HttpStatusCode.UnprocessableEntity)).Fault();
            Assert.Equal((type, "body.reason"), (fault.GetProperty("type").GetString(), fault.Loc()));
        }
    }
}
