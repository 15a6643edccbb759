using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AdminApp.Cli.Remote;

/// <summary>Has a running server carry out a verb, and prints what it prints.</summary>
internal sealed class VerbClient(TextWriter output, TextWriter error)
{
    /// <param name="dataDirectory">The one that is in use.</param>
    /// <param name="request">The verb.</param>
    /// <param name="cancellation">Asks the server to end the verb; what it answers to that is still waited for.</param>
    /// <returns>The verb's exit code; null where no server listens.</returns>
    public async Task<int?> RunAsync(string dataDirectory, VerbRequest request, CancellationToken cancellation)
    {
        if (VerbSocket.In(dataDirectory) is not { } address)
            return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address, cancellation);
        }
        catch (SocketException)
        {
            return null;
        }
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(VerbFrame.Of(FrameKind.Request, JsonSerializer.SerializeToUtf8Bytes(request)), CancellationToken.None);
        // A few bytes: they fit into the socket's buffer.
        using var cancelling = cancellation.Register(() => stream.Write(VerbFrame.Of(FrameKind.Cancel, [])));
        return await PrintAsync(stream);
    }

    private async Task<int> PrintAsync(NetworkStream stream)
    {
        // A piece may end in the middle of a character.
        var (outputText, errorText) = (Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder());
        while (await VerbFrame.ReadAsync(stream, CancellationToken.None) is { } frame)
        {
            if (frame.Kind == FrameKind.Exit)
                return BinaryPrimitives.ReadInt32LittleEndian(frame.Bytes);
            var (writer, text) = frame.Kind == FrameKind.Output ? (output, outputText) : (error, errorText);
            var characters = new char[text.GetCharCount(frame.Bytes, flush: false)];
            text.GetChars(frame.Bytes, characters, flush: false);
            await writer.WriteAsync(characters);
            await writer.FlushAsync(CancellationToken.None);
        }
        await error.WriteLineAsync("The server ended before the verb did. What it had begun is put right at its next start; look there at what was done.");
        return ExitCodes.Failed;
    }
}
