namespace AdminApp.Cli.Remote;

/// <summary>What is written goes out as frames of one kind. When nobody listens any more it goes nowhere: the verb ends by its cancellation.</summary>
/// <param name="stream">Shared with other kinds.</param>
/// <param name="kind">Of the frames.</param>
/// <param name="gate">Keeps the frames of one stream apart.</param>
internal sealed class FrameStream(Stream stream, FrameKind kind, Lock gate) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var frame = VerbFrame.Of(kind, buffer);
        try
        {
            lock (gate)
                stream.Write(frame);
        }
        catch (IOException)
        {
            // Told by the other direction as well, which cancels the verb.
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
