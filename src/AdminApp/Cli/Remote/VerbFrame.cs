using System.Buffers.Binary;

namespace AdminApp.Cli.Remote;

/// <summary>What stands before the bytes of a frame.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the server: a <see cref="VerbRequest"/> as JSON.</summary>
    Request = 1,

    /// <summary>To the server: end the verb; its exit code still follows.</summary>
    Cancel = 2,

    /// <summary>From the server: a piece of standard output.</summary>
    Output = 3,

    /// <summary>From the server: a piece of standard error.</summary>
    Error = 4,

    /// <summary>From the server, the last frame: the exit code, 32 bits, little-endian.</summary>
    Exit = 5,
}

/// <summary>A verb for a running server.</summary>
/// <param name="Arguments">As given on the command line.</param>
/// <param name="Input">What the verb reads from standard input; null where it reads nothing.</param>
internal sealed record VerbRequest(string[] Arguments, string? Input);

/// <summary>Frames on a stream: kind (8 bits), length of what follows (32 bits, little-endian), bytes.</summary>
internal static class VerbFrame
{
    private const int Header = 5;
    private const int Longest = 1 << 20;

    public static byte[] Of(FrameKind kind, ReadOnlySpan<byte> bytes)
    {
        var frame = new byte[Header + bytes.Length];
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), bytes.Length);
        bytes.CopyTo(frame.AsSpan(Header));
        return frame;
    }

    /// <returns>Null where the other side ended the connection.</returns>
    /// <exception cref="InvalidDataException">What arrives is no frame.</exception>
    public static async Task<(FrameKind Kind, byte[] Bytes)?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[Header];
        if (await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, cancellationToken) < Header)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (length is < 0 or > Longest || !Enum.IsDefined((FrameKind)header[0]))
            throw new InvalidDataException("The other side of the verbs' socket speaks another language. Is it the same version of AdminApp?");
        var bytes = new byte[length];
        return await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancellationToken) < length ? null : ((FrameKind)header[0], bytes);
    }
}
