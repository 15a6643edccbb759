using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace AdminApp.Cli.Remote;

/// <summary>One verb that another process of the same account asked the server for.</summary>
/// <param name="stream">To that process.</param>
/// <param name="services">The server's.</param>
internal sealed class VerbConnection(Stream stream, IServiceProvider services)
{
    /// <summary>Carries the verb out; it is cancelled when the other process asks for it or goes away.</summary>
    /// <exception cref="IOException">The other process went away.</exception>
    public async Task ServeAsync(CancellationToken stopping)
    {
        if (await VerbFrame.ReadAsync(stream, stopping) is not { Kind: FrameKind.Request } first)
            return;
        var request = JsonSerializer.Deserialize<VerbRequest>(first.Bytes)!;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = CancelWhenAskedAsync(cancelled);
        var exitCode = await InvokeAsync(request, cancelled.Token);
        var code = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(code, exitCode);
        await stream.WriteAsync(VerbFrame.Of(FrameKind.Exit, code), CancellationToken.None);
        await cancelled.CancelAsync();
        await listening;
    }

    private async Task<int> InvokeAsync(VerbRequest request, CancellationToken cancelled)
    {
        var gate = new Lock();
        await using var output = Writer(FrameKind.Output, gate);
        await using var error = Writer(FrameKind.Error, gate);
        await using var scope = services.CreateAsyncScope();
        using var input = new StringReader(request.Input ?? "");
        return await CommandLine.InvokeInServerAsync(request.Arguments, new VerbHost(scope.ServiceProvider, input), output, error, cancelled);
    }

    // Progress writes from threads of its own.
    private TextWriter Writer(FrameKind kind, Lock gate) =>
        TextWriter.Synchronized(new StreamWriter(new FrameStream(stream, kind, gate), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" });

    private async Task CancelWhenAskedAsync(CancellationTokenSource cancelled)
    {
        try
        {
            // A frame is a cancellation; the end of the stream is a person who is gone.
            await VerbFrame.ReadAsync(stream, cancelled.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or InvalidDataException)
        {
            // The verb is done, or nobody is there any more: the same.
        }
        await cancelled.CancelAsync();
    }
}
