using System.Net;
using AdminApp.Tests.Api;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Fallback;

[Collection(PostgresApiServerCollection.Name)]
public sealed class FallbackApiTests(PostgresApiServer server)
{
    private const string Root = "/api/data-migrations/fallback/" + ApiServer.Patel;

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("POST", "/preview")]
    [InlineData("DELETE", "")]
    public async Task Nothing_answers_without_a_token(string method, string path) =>
        await server.Anonymous.SendAsync(new HttpMethod(method), Root + path).JsonAsync(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Support_looks_and_starts_nothing()
    {
        await server.Support.SendAsync(HttpMethod.Post, "/api/data-migrations/fallback/sharma").JsonAsync(HttpStatusCode.Forbidden);
        await server.Support.SendAsync(HttpMethod.Post, "/api/data-migrations/fallback/sharma/preview").JsonAsync(HttpStatusCode.Forbidden);
        Assert.Equal("Fallback not found", (await server.Support.SendAsync(HttpMethod.Get, "/api/data-migrations/fallback/sharma").JsonAsync(HttpStatusCode.NotFound)).Detail());
    }

    [Theory]
    [InlineData("""{"into":"hunter2 is no connection"}""", "into")]
    [InlineData("""{"nonsense":1}""", "nonsense")]
    public async Task What_is_not_understood_is_named_and_never_repeated(string body, string field)
    {
        var fault = (await server.Administrator.SendAsync(HttpMethod.Post, Root, body).JsonAsync(HttpStatusCode.UnprocessableEntity)).GetRawText();
        Assert.Contains(field, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tenant_is_not_found() =>
        await server.Administrator.SendAsync(HttpMethod.Post, "/api/data-migrations/fallback/nobody").JsonAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_tenant_that_lives_on_PostgreSQL_has_nothing_to_fall_back_from()
    {
        var fault = (await server.Administrator.SendAsync(HttpMethod.Post, "/api/data-migrations/fallback/sharma/preview").JsonAsync(HttpStatusCode.Conflict)).Detail();
        Assert.Contains("already", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_tenant_comes_back_with_what_was_written_and_killed_on_the_way_one_side_serves()
    {
        using var directory = new Shared.TestDirectory();
        await using var stage = await CutoverStage.CreateAsync(await OriginData.CreateDatabaseAsync(100));
        var random = new Random(7);
        foreach (var delay in Shared.TestExtent.Of([50, 400, 5000], 400))
        {
            var (provider, faults) = await FallbackRound.RunAsync(stage, directory.Path, random, TimeSpan.FromMilliseconds(delay));
            Assert.True(faults.Count == 0, $"{provider} after {delay} ms: {string.Join("; ", faults)}");
        }
    }
}
