using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AdminApp.Benchmarks.Streaming;

/// <summary>
/// A network namespace of its own whose one link can be taken down: what is sent meanwhile is lost without a word, as on a cable
/// that was pulled. At the other end a relay leads to a server of this machine. Needs root.
/// </summary>
internal sealed class CutNetwork : IDisposable
{
    private const string Here = "10.213.7.1";
    private const string There = "10.213.7.2";

    private readonly int _port;
    private readonly TcpListener _listener = new(IPAddress.Parse(Here), 0);
    private readonly string _link = $"aah{Environment.ProcessId % 100_000}";

    /// <param name="port">Of the server, on 127.0.0.1.</param>
    public CutNetwork(int port)
    {
        _port = port;
        Run("ip", "netns", "add", Name);
        Run("ip", "link", "add", _link, "type", "veth", "peer", "name", "inside", "netns", Name);
        Run("ip", "address", "add", Here + "/30", "dev", _link);
        Run("ip", "-n", Name, "address", "add", There + "/30", "dev", "inside");
        Run("ip", "-n", Name, "link", "set", "lo", "up");
        Run("ip", "-n", Name, "link", "set", "inside", "up");
        Mend();
        _listener.Start();
        _ = RelayAsync();
    }

    /// <summary>Of the namespace, for <c>ip netns exec</c>.</summary>
    public string Name { get; } = $"adminapp-soak-{Environment.ProcessId}";

    /// <summary>Where a process inside is reached, while the link is up.</summary>
    public string Address => There;

    /// <summary>Where the server is reached from inside.</summary>
    public IPEndPoint Server => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Down for a time, which is what is tried, and up again.</summary>
    public async Task CutAsync(TimeSpan length)
    {
        Run("ip", "link", "set", _link, "down");
        await Task.Delay(length);
        Mend();
    }

    private void Mend() => Run("ip", "link", "set", _link, "up");

    public void Dispose()
    {
        _listener.Dispose();
        Run("ip", "netns", "delete", Name);
    }

    private async Task RelayAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = RelayAsync(client);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var inside = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
            await Task.WhenAny(inside.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(inside.GetStream()));
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            // One side is gone; so is the other now.
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Trim()} This soak needs root.");
    }
}
