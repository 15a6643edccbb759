using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AdminApp.Data.Access;

namespace AdminApp.Tests.People;

public sealed class LoginTests(PeopleApp app) : IClassFixture<PeopleApp>
{
    [Fact]
    public async Task A_login_answers_with_a_bearer_token()
    {
        await app.CreatePersonAsync("asha", Role.Viewer);
        var answer = await app.Browser().PostAsJsonAsync("/api/auth/login", new { username = "asha", password = PeopleApp.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(["access_token", "token_type"], body.Select(field => field.Key));
        Assert.Equal("bearer", body["token_type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Wrong_credentials_get_the_origins_answer()
    {
        var answer = await app.Browser().PostAsJsonAsync("/api/auth/login", new { username = "nobody", password = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"detail":"Invalid credentials"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "username=a&password=secret-word", "model_attributes_type", "body")]
    [InlineData("application/json", """{"username":"a"}""", "missing", "body,password")]
    [InlineData("application/json", """{"username":"a","password":5}""", "string_type", "body,password")]
    [InlineData("application/json", """["secret-word"]""", "model_attributes_type", "body")]
    [InlineData("application/json", "{", "json_invalid", "body")]
    public async Task A_body_that_is_no_login_gets_422_with_the_fault_and_without_what_was_sent(string type, string sent, string fault, string location)
    {
        var answer = await app.Browser().PostAsync("/api/auth/login", new StringContent(sent, Encoding.UTF8, type));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret-word", text, StringComparison.Ordinal);
        var detail = JsonNode.Parse(text)!["detail"]!.AsArray().Single()!.AsObject();
        Assert.Equal(fault, detail["type"]!.GetValue<string>());
        Assert.Equal(location, string.Join(',', detail["loc"]!.AsArray().Select(part => part!.GetValue<string>())));
        Assert.True(detail.ContainsKey("msg") && detail.ContainsKey("input"));
    }

    [Theory]
    [InlineData(null, "Not authenticated")]
    [InlineData("Basic YTpi", "Not authenticated")]
    [InlineData("Bearer nonsense", "Could not validate credentials")]
    [InlineData("Bearer aa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Could not validate credentials")]
    public async Task A_call_without_a_good_token_gets_the_origins_answer(string? header, string detail)
    {
        var client = app.Browser();
        if (header is not null)
            client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);
        var answer = await client.GetAsync("/api/parties");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal($$"""{"detail":"{{detail}}"}""", await answer.Content.ReadAsStringAsync());
    }
}
