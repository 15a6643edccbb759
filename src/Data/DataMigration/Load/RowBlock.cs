using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Whole rows of one chunk as they came from the wire, in memory that does not move: SQLite binds values in place.</summary>
internal sealed unsafe class RowBlock(int capacity) : IDisposable
{
    private byte* _memory = (byte*)NativeMemory.Alloc((nuint)capacity);

    public int Capacity { get; private set; } = capacity;

    /// <summary>Where the rows begin.</summary>
    public int Start { get; set; }

    /// <summary>Bytes of the rows, as the wire had them.</summary>
    public int Length { get; set; }

    /// <summary>How many rows.</summary>
    public int Rows { get; set; }

    /// <summary>Bytes of a database in memory that has the rows (see <see cref="ImageBuilder"/>); 0 when they are as the wire had them.</summary>
    public int Size { get; set; }

    public byte* First => _memory + Start;

    public Span<byte> Memory => new(_memory, Capacity);

    /// <summary>Makes room for exactly that many bytes and keeps what is there; large memory grows where it is, without being there twice.</summary>
    public void Grow(int needed)
    {
        _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)needed);
        Capacity = needed;
    }

    /// <summary>Swaps its memory for another of the same capacity.</summary>
    public void Exchange(ref byte* other)
    {
        var mine = _memory;
        _memory = other;
        other = mine;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}

/// <summary>Lends blocks, so that a copy of any size takes the same memory. Blocks that grew for a large row are given back at once.</summary>
internal sealed class RowBlockPool : IDisposable
{
    /// <summary>Bytes in a block.</summary>
    public const int BlockSize = 256 << 10;

    /// <summary>Bytes in an image.</summary>
    public const int ImageSize = 1 << 20;

    private readonly ConcurrentBag<RowBlock> _free = [];
    private readonly ConcurrentBag<RowBlock> _images = [];

    public RowBlock Rent() => _free.TryTake(out var block) ? block : new RowBlock(BlockSize);

    /// <summary>A block for an image, with no rows.</summary>
    public RowBlock RentImage()
    {
        if (!_images.TryTake(out var image))
            return new RowBlock(ImageSize);
        (image.Rows, image.Length) = (0, 0);
        return image;
    }

    public void Return(RowBlock block)
    {
        if (block.Capacity == BlockSize)
            _free.Add(block);
        else if (block.Capacity == ImageSize)
            _images.Add(block);
        else
            block.Dispose();
    }

    public void Dispose()
    {
        foreach (var block in _free.Concat(_images))
            block.Dispose();
    }
}
