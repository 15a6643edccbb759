using System.Net.Sockets;
using AdminApp.Data.Sqlite;

namespace AdminApp.Cli.Remote;

/// <summary>
/// Where a running server takes verbs: a Unix domain socket in a directory that its account alone may enter. Who may reach it
/// could as well stop the server and run the verb on the files.
/// </summary>
internal static class VerbSocket
{
    // What sun_path holds with its end.
    private const int LongestPath = 107;

    /// <returns>Null where the path is too long for a socket: verbs that write need the server stopped then.</returns>
    public static UnixDomainSocketEndPoint? In(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        return System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath ? null : new UnixDomainSocketEndPoint(path);
    }

    /// <summary>For the owner of the data directory: what a killed server left is taken away.</summary>
    /// <returns>Null as <see cref="In"/>.</returns>
    public static Socket? Listen(string dataDirectory)
    {
        if (In(dataDirectory) is not { } address)
            return null;
        var path = PathIn(dataDirectory);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            PrivateFiles.Restrict(path);
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "run", "verbs.sock");
}
