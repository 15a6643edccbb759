using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace AdminApp.Tests.Api;

/// <summary>Calls and readings the API tests share.</summary>
internal static class ApiCalls
{
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The JSON of an answer that must have this status.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => client.SendAsync(HttpMethod.Get, path).JsonAsync();

    /// <summary>Creates a customer of this name; the other fields are the least the API asks for.</summary>
    public static async Task<int> CreatePartyAsync(this HttpClient client, string name, string type = "customer")
    {
        var body = JsonSerializer.Serialize(new { type, name, billing_address_line1 = "12 MG Road", billing_city = "Bengaluru", billing_state = "Karnataka" });
        return (await client.SendAsync(HttpMethod.Post, "/api/parties", body).JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
    }

    public static string[] Keys(this JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    public static string[] Names(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>The text of a refusal.</summary>
    public static string? Detail(this JsonElement json) => json.GetProperty("detail").GetString();

    /// <summary>The only fault of a 422.</summary>
    public static JsonElement Fault(this JsonElement json) => Assert.Single(json.GetProperty("detail").EnumerateArray().ToList());

    public static string Loc(this JsonElement fault) => string.Join('.', fault.GetProperty("loc").EnumerateArray().Select(part => part.ToString()));
}
