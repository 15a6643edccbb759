using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdminApp.Tests.Shared.Application;

/// <summary>The person who claims a fresh application's one-time link.</summary>
public static partial class FirstAdministrator
{
    public const string UserName = "first.admin";
    public const string Password = "correct-horse-7-battery";

    /// <summary>Claims the link that the application printed, by its form, without a browser.</summary>
    public static async Task ClaimAsync(AppProcess app)
    {
        var link = await app.SignInLinkAsync();
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = app.Address };
        var fields = HiddenField().Matches(await client.GetStringAsync(link))
            .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Append(KeyValuePair.Create("userName", UserName))
            .Append(KeyValuePair.Create("password", Password))
            .Append(KeyValuePair.Create("repeated", Password));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri("/account/first", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Claiming the one-time link was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A client of the REST API with this person's bearer token, working in one tenant. The link must have been claimed.</summary>
    /// <param name="app">The running application.</param>
    /// <param name="tenant">Slug, sent with every request; null: none is sent.</param>
    public static async Task<HttpClient> ApiAsync(AppProcess app, string? tenant = null)
    {
        using var answer = await app.Client.PostAsJsonAsync(new Uri("/api/auth/login", UriKind.Relative), new { username = UserName, password = Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tenant is not null)
            client.DefaultRequestHeaders.Add("X-Tenant-Slug", tenant);
        return client;
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
