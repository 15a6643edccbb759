using System.Net;
using AdminApp.Tests.Api;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Migrations;

[Collection(PostgresApiServerCollection.Name)]
public sealed class MoveApiTests(PostgresApiServer server)
{
    private const string Root = "/api/data-migrations/moves";

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/sharma")]
    [InlineData("POST", "/sharma/plan")]
    [InlineData("POST", "/sharma/rehearse")]
    public async Task Nothing_answers_without_a_token(string method, string path) =>
        await server.Anonymous.SendAsync(new HttpMethod(method), Root + path).JsonAsync(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Support_sees_the_moves_of_its_tenants_and_begins_nothing()
    {
        var move = await server.Support.GetJsonAsync(Root + "/sharma");
        Assert.Equal(["plan", "rehearse", "stream", "cutover", "fallback"], move.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()));
        await server.Support.SendAsync(HttpMethod.Post, Root + "/sharma/plan").JsonAsync(HttpStatusCode.Forbidden);
        await server.Administrator.SendAsync(HttpMethod.Get, Root + "/nobody").JsonAsync(HttpStatusCode.NotFound);
        await server.Administrator.SendAsync(HttpMethod.Post, Root + "/nobody/plan").JsonAsync(HttpStatusCode.NotFound);
        await server.Administrator.SendAsync(HttpMethod.Post, Root + "/sharma/rehearse", """{"scratch":"Host=db;Password=hidden-7"}""").JsonAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_move_is_planned_from_the_connection_of_the_tenant_and_shows_what_was_found()
    {
        var run = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/sharma/plan").JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("plan", run.GetProperty("kind").GetString());
        System.Text.Json.JsonElement move = default;
        await Eventually.TrueAsync(
            async () => (move = await server.Administrator.GetJsonAsync(Root + "/sharma")).GetProperty("steps")[0].GetProperty("state").GetString() == "done", "the plan", TimeSpan.FromMinutes(1));
        Assert.Equal("postgresql", move.GetProperty("provider").GetString());
        Assert.True(move.GetProperty("predicted_downtime_seconds").GetDouble() > 0);
        Assert.Contains(move.GetProperty("runs").EnumerateArray(), one => one.GetProperty("id").GetInt64() == run.GetProperty("id").GetInt64());
        Assert.DoesNotContain(PostgresCluster.Password, move.GetRawText(), StringComparison.Ordinal);
    }
}
