using System.Net.Sockets;
using AdminApp.Cli.Remote;
using AdminApp.Data.Tenants;

namespace AdminApp.Server;

/// <summary>Carries out verbs that the command line asks for while the server owns the data directory.</summary>
internal sealed partial class VerbListener(DatabaseLocations locations, IServiceProvider services, ILogger<VerbListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = Listen();
        if (listener is null)
            return;
        var running = new HashSet<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stoppingToken);
                running.RemoveWhere(task => task.IsCompleted);
                running.Add(ServeAsync(socket, stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; so do the verbs.
            await Task.WhenAll(running);
        }
    }

    // Not every file system has sockets; the server does its work without.
    private Socket? Listen()
    {
        try
        {
            var listener = VerbSocket.Listen(locations.DataDirectory);
            if (listener is null)
                LogNoSocket(locations.DataDirectory, "its path is too long");
            return listener;
        }
        catch (SocketException fault)
        {
            LogNoSocket(locations.DataDirectory, fault.Message);
            return null;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new VerbConnection(stream, services).ServeAsync(stopping);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException or System.Text.Json.JsonException)
        {
            LogEnded(fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No socket in {DataDirectory} ({Reason}): verbs that write need the server stopped")]
    private partial void LogNoSocket(string dataDirectory, string reason);

    [LoggerMessage(LogLevel.Information, "A verb's caller went away: {Reason}")]
    private partial void LogEnded(string reason);
}
