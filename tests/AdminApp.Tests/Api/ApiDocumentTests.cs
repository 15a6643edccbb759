using System.Net;
using System.Text.Json;
using AdminApp.Tests.Shared;

namespace AdminApp.Tests.Api;

[Collection(ApiServerCollection.Name)]
public sealed class ApiDocumentTests(ApiServer server)
{
    [Fact]
    public async Task The_document_is_public_and_tells_of_every_operation_what_it_needs()
    {
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            var name = $"{method} {path}";
            Assert.True(operation.TryGetProperty("summary", out _), name);
            Assert.True(operation.TryGetProperty("operationId", out _), name);
            var isLogin = path == "/api/auth/login";
            Assert.True(operation.TryGetProperty("security", out _) != isLogin, name);
            if (method is "PUT")
                Assert.True(operation.TryGetProperty("requestBody", out _), name);
            if (operation.TryGetProperty("parameters", out var parameters))
                Assert.All(parameters.EnumerateArray(), parameter => Assert.Matches("^([a-z_]+|X-Tenant-Slug|Idempotency-Key)$", parameter.GetProperty("name").GetString()));
        }
    }

    [Fact]
    public async Task The_bodies_shown_as_examples_are_accepted()
    {
        var operations = await OperationsAsync();
        var create = operations.Single(found => found is { Path: "/api/parties", Method: "POST" }).Operation;
        var example = create.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("examples")[0];
        var party = await server.Support.SendAsync(HttpMethod.Post, "/api/parties", example.GetRawText()).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(party.Keys(), Schema(await DocumentAsync(), "PartyResponse").GetProperty("properties").Keys());
    }

    [Fact]
    public async Task Every_operation_is_described_in_docs_api_md()
    {
        var text = await File.ReadAllTextAsync(Repository.Path("docs", "api.md"));
        foreach (var (path, method, _) in await OperationsAsync())
            Assert.Contains($"`{method} {path}`", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_and_its_scripts_are_public_and_need_no_weaker_content_policy()
    {
        var page = await server.Anonymous.GetStringAsync(new Uri("/api/docs/index.html", UriKind.Relative));
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onload=", page, StringComparison.Ordinal);
        foreach (var file in new[] { "swagger-ui.css", "index.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "index.js" })
        {
            Assert.Contains(file, page, StringComparison.Ordinal);
            using var answer = await server.Anonymous.GetAsync(new Uri("/api/docs/" + file, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
            Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    private Task<JsonElement> DocumentAsync() => server.Anonymous.GetJsonAsync("/openapi/v1.json");

    private static JsonElement Schema(JsonElement document, string name) => document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private async Task<List<(string Path, string Method, JsonElement Operation)>> OperationsAsync() =>
    [
        .. (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name.ToUpperInvariant(), operation.Value))),
    ];
}
