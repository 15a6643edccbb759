using System.Buffers.Binary;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>
/// Cuts a binary COPY stream into blocks of whole rows. A row is a count of fields (16 bits), then for each field its
/// length (32 bits, -1 for NULL) and its bytes; a count of -1 ends the stream.
/// </summary>
internal sealed class CopyStreamReader(Stream stream, CopyBlockPool pool, int table)
{
    // SQLite refuses a row above 1,000,000,000 bytes; this leaves room for what it adds itself.
    private const int LongestRow = 990_000_000;
    private static readonly byte[] Signature = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00];

    /// <summary>Reads to the end, handing over each block; the last one (possibly empty) is marked.</summary>
    public void ReadAll(Action<CopyBlock> emit, CancellationToken cancellationToken)
    {
        var block = pool.Rent();
        var start = 0;
        var filled = 0;
        var headerSeen = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled = Fill(block.Buffer, filled);
            if (!headerSeen)
            {
                start = HeaderLength(block.Buffer.AsSpan(0, filled));
                headerSeen = true;
            }
            var end = EndOfWholeRows(block.Buffer, start, filled, out var ended);
            if (!ended && filled < block.Buffer.Length)
                throw new IOException("The stream of rows ended in the middle of a row");
            if (!ended && end == start)
            {
                block.Buffer = Grow(block.Buffer, start, ref filled);
                start = 0;
                continue;
            }
            var next = ended ? null : Next(block, end, filled);
            (block.Table, block.Start, block.Length, block.Last) = (table, start, end - start, ended);
            filled -= end;
            start = 0;
            emit(block);
            if (next is null)
                return;
            block = next;
        }
    }

    private int Fill(byte[] buffer, int filled)
    {
        while (filled < buffer.Length && stream.Read(buffer, filled, buffer.Length - filled) is > 0 and var read)
            filled += read;
        return filled;
    }

    private static int HeaderLength(ReadOnlySpan<byte> data)
    {
        var fixedLength = Signature.Length + 8;
        if (data.Length < fixedLength || !data.StartsWith(Signature) || BinaryPrimitives.ReadInt32BigEndian(data[Signature.Length..]) != 0)
            throw new IOException("The server did not answer in the binary COPY format");
        return fixedLength + BinaryPrimitives.ReadInt32BigEndian(data[(Signature.Length + 4)..]);
    }

    private static int EndOfWholeRows(byte[] buffer, int start, int filled, out bool ended)
    {
        var data = buffer.AsSpan(0, filled);
        var end = start;
        ended = false;
        while (end + 2 <= filled)
        {
            int fields = BinaryPrimitives.ReadInt16BigEndian(data[end..]);
            if (fields < 0)
            {
                ended = true;
                break;
            }
            var position = (long)end + 2;
            for (; fields > 0 && position + 4 <= filled; fields--)
                position += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(data[(int)position..]));
            if (fields > 0 || position > filled)
                break;
            end = (int)position;
        }
        return end;
    }

    private CopyBlock Next(CopyBlock block, int end, int filled)
    {
        var next = pool.Rent();
        var rest = block.Buffer.AsSpan(end, filled - end);
        if (rest.Length >= next.Buffer.Length)
            next.Buffer = GC.AllocateUninitializedArray<byte>(rest.Length * 2);
        rest.CopyTo(next.Buffer);
        return next;
    }

    private static byte[] Grow(byte[] buffer, int start, ref int filled)
    {
        if (filled - start > LongestRow)
            throw new DataMigrationException("A row of the source is larger than SQLite's limit of 1,000,000,000 bytes.");
        var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(buffer.Length * 2L, LongestRow + 2L * CopyBlockPool.BlockSize));
        buffer.AsSpan(start, filled - start).CopyTo(larger);
        filled -= start;
        return larger;
    }
}
