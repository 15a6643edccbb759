using System.Net;
using AdminApp.Tests.Api;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Tests.Cutover;

[Collection(PostgresApiServerCollection.Name)]
public sealed class CutoverApiTests(PostgresApiServer server)
{
    private const string Root = "/api/data-migrations/cutover/" + ApiServer.Patel;
    private const string WithoutStream = """{"without_stream":true,"max_downtime_seconds":600,"reason":"From the API"}""";

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("POST", "/check")]
    [InlineData("DELETE", "")]
    public async Task Nothing_answers_without_a_token(string method, string path) =>
        await server.Anonymous.SendAsync(new HttpMethod(method), Root + path).JsonAsync(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Support_looks_and_starts_nothing()
    {
        await server.Support.SendAsync(HttpMethod.Post, "/api/data-migrations/cutover/sharma", WithoutStream).JsonAsync(HttpStatusCode.Forbidden);
        await server.Support.SendAsync(HttpMethod.Delete, "/api/data-migrations/cutover/sharma").JsonAsync(HttpStatusCode.Forbidden);
        Assert.Equal("Cutover not found", (await server.Support.SendAsync(HttpMethod.Get, "/api/data-migrations/cutover/sharma").JsonAsync(HttpStatusCode.NotFound)).Detail());
    }

    [Theory]
    [InlineData("""{"without_stream":true}""", "max_downtime_seconds")]
    [InlineData("""{"without_stream":"perhaps"}""", "without_stream")]
    [InlineData("""{"nonsense":1}""", "nonsense")]
    public async Task What_is_not_understood_is_named(string body, string field)
    {
        var fault = (await server.Administrator.SendAsync(HttpMethod.Post, Root, body).JsonAsync(HttpStatusCode.UnprocessableEntity)).GetRawText();

        Assert.Contains(field, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tenant_is_not_found() =>
        await server.Administrator.SendAsync(HttpMethod.Post, "/api/data-migrations/cutover/nobody", WithoutStream).JsonAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_tenant_is_looked_at_refused_too_long_a_downtime_and_cut_over()
    {
        var looked = await server.Administrator.SendAsync(HttpMethod.Post, Root + "/check", WithoutStream).JsonAsync();
        Assert.True(looked.GetProperty("ok").GetBoolean(), looked.GetRawText());
        Assert.True(looked.GetProperty("predicted_downtime_seconds").GetDouble() > 0);

        await server.Administrator.SendAsync(HttpMethod.Post, Root, """{"without_stream":true,"max_downtime_seconds":0}""").JsonAsync(HttpStatusCode.Accepted);
        var refused = await EndAsync();
        Assert.Equal("failed", refused.GetProperty("state").GetString());
        Assert.Contains("max_downtime_seconds", refused.GetProperty("error").GetString(), StringComparison.Ordinal);

        using var patel = server.As("administrator", ApiServer.Patel);
        await patel.CreatePartyAsync("Before the move");
        await server.Administrator.SendAsync(HttpMethod.Post, Root, WithoutStream).JsonAsync(HttpStatusCode.Accepted);
        var moved = await EndAsync();
        Assert.True(moved.GetProperty("state").GetString() == "completed", moved.GetRawText());
        Assert.Equal("From the API", moved.GetProperty("report").GetProperty("reason").GetString());
        Assert.DoesNotContain(PostgresCluster.Password, moved.GetRawText() + server.Output, StringComparison.Ordinal);
        await patel.CreatePartyAsync("After the move");
        Assert.Empty(new[] { "Before the move", "After the move" }.Except((await patel.GetJsonAsync("/api/parties?limit=1000")).Names()));
        await server.Administrator.SendAsync(HttpMethod.Delete, Root).JsonAsync(HttpStatusCode.Conflict);
    }

    private async Task<System.Text.Json.JsonElement> EndAsync()
    {
        System.Text.Json.JsonElement run = default;
        await Eventually.TrueAsync(async () => (run = await server.Administrator.GetJsonAsync(Root)).GetProperty("state").GetString() != "running", "the end", TimeSpan.FromMinutes(1));
        return run;
    }
}
