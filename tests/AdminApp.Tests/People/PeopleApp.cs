using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AdminApp.Tests.People;

/// <summary>The real application on a temporary data directory, with a clock that can be moved.</summary>
public sealed partial class PeopleApp : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery staple";

    private readonly TestDirectory directory = new();
    private readonly Dictionary<string, string> settings;

    public PeopleApp() : this([])
    {
    }

    internal PeopleApp(Dictionary<string, string> settings) => this.settings = settings;

    internal MovableTime Time { get; } = new();

    public string DataDirectory => directory.Path;

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A browser: keeps cookies, follows nothing.</summary>
    public HttpClient Browser(string address = "http://localhost")
    {
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(address) });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        return browser;
    }

    public async Task<string> CreatePersonAsync(string userName, Role role, params int[] tenants) =>
        await Service<PeopleService>().CreateAsync(Actor.CommandLine, new NewPerson(userName, null, role, tenants, Password), CancellationToken.None);

    public async Task<TenantInfo> CreateTenantAsync(string slug) =>
        await Service<TenantProvisioning>().CreateAsync(Actor.CommandLine, slug, slug.ToUpperInvariant(), CancellationToken.None);

    public async Task<HttpClient> SignedInAsync(string userName, string password = Password, string address = "http://localhost")
    {
        var browser = Browser(address);
        var answer = await PostAsync(browser, "/account/sign-in", "/account/sign-in", new() { ["userName"] = userName, ["password"] = password });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async Task<HttpClient> WithTokenAsync(string userName, string password = Password)
    {
        var client = Browser();
        var answer = await client.PostAsJsonAsync("/api/auth/login", new { username = userName, password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Opens the page with the form, then posts the fields with its antiforgery token.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = AntiforgeryToken(await browser.GetStringAsync(page));
        return await browser.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    /// <summary>An antiforgery token for whoever the browser is signed in as, from a page with a form that anybody may open.</summary>
    public async Task<string> FormOfSessionAsync(HttpClient browser)
    {
        var people = Service<PeopleService>();
        var helper = await CreatePersonAsync("helper" + Guid.NewGuid().ToString("N"), Role.Viewer);
        var token = await people.IssueResetLinkAsync(Actor.CommandLine, helper, TimeSpan.FromMinutes(1), CancellationToken.None);
        return AntiforgeryToken(await browser.GetStringAsync("/account/reset?token=" + token));
    }

    public static string AntiforgeryToken(string html) => AntiforgeryField().Match(html) is { Success: true } found
        ? found.Groups[1].Value
        : throw new InvalidOperationException("The page has no antiforgery token:\n" + html);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Data:Directory", directory.Path);
        builder.UseSetting("Access:SignInsPerMinute", "10000");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            directory.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();

    internal sealed class MovableTime : TimeProvider
    {
        private TimeSpan ahead;

        public void Advance(TimeSpan by) => ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
