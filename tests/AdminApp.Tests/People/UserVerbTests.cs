using System.Text.Json.Nodes;
using AdminApp.Cli;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Tests.People;

public sealed class UserVerbTests : IDisposable
{
    private readonly TestDirectory directory = new();

    private async Task<CliRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.InvokeAsync([.. arguments, "--data-directory", directory.Path], output, error);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task A_person_is_created_with_a_link_then_listed_changed_and_disabled()
    {
        await RunAsync("tenant", "create", "shop");
        var created = await RunAsync("user", "create", "asha", "--role", "Support", "--tenant", "shop", "--urls", "https://admin.example/");
        Assert.Equal(0, created.ExitCode);
        Assert.StartsWith("https://admin.example/account/reset?token=", created.Output, StringComparison.Ordinal);

        var list = await RunAsync("user", "list", "--json");
        var person = JsonNode.Parse(list.Output)!.AsArray().Single()!;
        Assert.Equal("Support", person["role"]!.GetValue<string>());
        Assert.Equal("shop", person["tenants"]!.AsArray().Single()!.GetValue<string>());
        Assert.False(person["has_password"]!.GetValue<bool>());

        Assert.Equal(0, (await RunAsync("user", "role", "ASHA", "Viewer")).ExitCode);
        Assert.Equal(0, (await RunAsync("user", "disable", "asha")).ExitCode);
        var refused = await RunAsync("user", "reset-link", "asha");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("disabled", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("user", "enable", "asha")).ExitCode);
        Assert.Equal(0, (await RunAsync("user", "reset-link", "asha")).ExitCode);
        Assert.Contains("Viewer", (await RunAsync("user", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_person_or_tenant_is_named()
    {
        var person = await RunAsync("user", "disable", "nobody");
        Assert.Equal(1, person.ExitCode);
        Assert.Contains("nobody", person.Error, StringComparison.Ordinal);
        var tenant = await RunAsync("user", "import", "--tenant", "no-such");
        Assert.Equal(1, tenant.ExitCode);
        Assert.Contains("no-such", tenant.Error, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Dispose();
}
