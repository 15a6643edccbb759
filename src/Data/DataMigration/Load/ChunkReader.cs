using System.Buffers.Binary;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Cuts a binary COPY stream into blocks of whole rows. A row is a count of fields (16 bits), then for each field its
/// length (32 bits, -1 for NULL) and its bytes; a count of -1 ends the stream.
/// </summary>
/// <param name="stream">From its first byte.</param>
/// <param name="pool">Where blocks come from.</param>
/// <param name="beforeLargeRow">Called before memory is taken for a very large row.</param>
internal sealed class ChunkReader(Stream stream, RowBlockPool pool, Action beforeLargeRow)
{
    // SQLite refuses a row above 1,000,000,000 bytes; this leaves room for what it adds itself.
    private const int LongestRow = 990_000_000;

    // Rows above this take their turn one by one, so that memory holds one of them whatever the number of readers.
    private const int LargeRow = 8 << 20;
    private static readonly byte[] Signature = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00];

    /// <summary>Reads to the end and hands over each block that has rows.</summary>
    /// <param name="skip">Rows at the beginning that are passed over: they were read before.</param>
    /// <param name="emit">Owns the block from then on.</param>
    /// <param name="cancellationToken">Looked at before each block.</param>
    public void ReadAll(long skip, Action<RowBlock> emit, CancellationToken cancellationToken)
    {
        RowBlock? block = pool.Rent();
        try
        {
            var filled = 0;
            var start = 0;
            var headerSeen = false;
            for (var ended = false; !ended;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                filled = Fill(block.Memory, filled);
                if (!headerSeen)
                    start = HeaderLength(block.Memory[..filled]);
                headerSeen = true;
                var cut = Cut(block.Memory[..filled], start, ref skip);
                ended = cut.Ended;
                if (!ended && filled < block.Capacity)
                    throw new IOException("The stream of rows ended in the middle of a row");
                if (!ended && cut.End == start)
                {
                    MakeRoom(block, start, cut.Needed, ref filled);
                    start = 0;
                    continue;
                }
                var rest = block.Memory[cut.End..filled];
                // Fewer bytes than a row that does not fit yet has: they always fit into a new block of the needed size.
                var next = ended ? null : Next(rest);
                filled = rest.Length;
                start = 0;
                (block.Start, block.Length, block.Rows) = (cut.First, cut.End - cut.First, cut.Rows);
                var full = block;
                block = next;
                if (full.Rows > 0)
                    emit(full);
                else
                    pool.Return(full);
                if (block is null)
                    return;
            }
        }
        finally
        {
            if (block is not null)
                pool.Return(block);
        }
    }

    private RowBlock Next(ReadOnlySpan<byte> rest)
    {
        var next = pool.Rent();
        if (rest.Length > next.Capacity)
            next.Grow(rest.Length + RowBlockPool.BlockSize);
        rest.CopyTo(next.Memory);
        return next;
    }

    private int Fill(Span<byte> buffer, int filled)
    {
        while (filled < buffer.Length && stream.Read(buffer[filled..]) is > 0 and var read)
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

    // First: where the rows begin that are not passed over. Needed: bytes of the first row that is not whole, as far as is known.
    private static (int First, int End, int Rows, bool Ended, long Needed) Cut(ReadOnlySpan<byte> data, int start, ref long skip)
    {
        var (first, end, rows) = (start, start, 0);
        while (end + 2 <= data.Length)
        {
            int fields = BinaryPrimitives.ReadInt16BigEndian(data[end..]);
            if (fields < 0)
                return (first, end, rows, true, 0);
            var position = (long)end + 2;
            for (; fields > 0 && position + 4 <= data.Length; fields--)
                position += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(data[(int)position..]));
            if (fields > 0 || position > data.Length)
                return (first, end, rows, false, position - end + (4L * fields));
            end = (int)position;
            if (skip > 0)
                (skip, first) = (skip - 1, end);
            else
                rows++;
        }
        return (first, end, rows, false, 2);
    }

    private void MakeRoom(RowBlock block, int start, long needed, ref int filled)
    {
        // The next field may turn out to be long as well; until then the row gets what is known, and the end of the stream.
        needed = Math.Max(needed + 2, filled - start + 4);
        if (needed > LongestRow)
            throw new DataMigrationException("A row of the source is larger than SQLite's limit of 1,000,000,000 bytes.");
        if (needed > LargeRow && block.Capacity <= LargeRow)
            beforeLargeRow();
        var rest = block.Memory[start..filled];
        rest.CopyTo(block.Memory);
        filled = rest.Length;
        if (needed > block.Capacity)
            block.Grow((int)needed);
    }
}
