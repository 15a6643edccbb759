using AdminApp.Configuration;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AdminApp.People;

/// <summary>
/// While there is no administrator, each start prints a link that makes one. To standard output alone: a log file would keep it.
/// </summary>
internal sealed class FirstAdministratorNotice(IServer server, SignInLinks links, AccessSettings settings) : IHostedLifecycleService
{
    private const string Fallback = "http://127.0.0.1";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var token = await links.IssueFirstAsync(TimeSpan.FromMinutes(settings.SignInLinkMinutes), cancellationToken);
        if (token is not null)
            await Console.Out.WriteLineAsync($"First administrator: {Address()}/account/first?token={token}  (valid {settings.SignInLinkMinutes} minutes, once)");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The address really bound, port included; one that can be opened where it stands for all interfaces.</summary>
    private string Address()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Fallback;
        return bound.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}
