using System.Collections.Concurrent;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Whole rows of one table as they came from the wire.</summary>
internal sealed class CopyBlock
{
    /// <summary>Index of the table in the plan.</summary>
    public int Table { get; set; }
    public byte[] Buffer { get; set; } = [];
    public int Start { get; set; }
    public int Length { get; set; }

    /// <summary>No more rows of this table follow.</summary>
    public bool Last { get; set; }

    public ReadOnlySpan<byte> Rows => Buffer.AsSpan(Start, Length);
}

/// <summary>Lends blocks, so that a copy of any size takes the same memory.</summary>
internal sealed class CopyBlockPool
{
    /// <summary>Bytes in a block; it grows only for a row that is larger.</summary>
    public const int BlockSize = 1 << 20;

    private readonly ConcurrentBag<CopyBlock> _free = [];

    public CopyBlock Rent() => _free.TryTake(out var block) ? block : new CopyBlock { Buffer = GC.AllocateUninitializedArray<byte>(BlockSize) };

    public void Return(CopyBlock block)
    {
        if (block.Buffer.Length == BlockSize)
            _free.Add(block);
    }
}
