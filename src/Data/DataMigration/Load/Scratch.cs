using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Memory for the texts made for one row; it does not move, because SQLite reads it when the row is stepped.</summary>
internal sealed unsafe class Scratch : IDisposable
{
    private const int Ordinary = 64 << 10;

    private readonly List<nint> _outgrown = [];
    private byte* _memory = (byte*)NativeMemory.Alloc(Ordinary);
    private int _capacity = Ordinary;
    private int _used;

    /// <summary>Room for that many bytes; what is not needed is given back by <see cref="Keep"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Room(int length)
    {
        if (length > _capacity - _used)
            Grow(length);
        return _memory + _used;
    }

    /// <summary>The first bytes of the room given last are used.</summary>
    public void Keep(int length) => _used += length;

    /// <summary>The row is written.</summary>
    public void Reset()
    {
        _used = 0;
        if (_outgrown.Count > 0)
            FreeOutgrown();
    }

    public void Dispose()
    {
        Reset();
        NativeMemory.Free(_memory);
        _memory = null;
    }

    // What was made before stays where it is until the row is written.
    private void Grow(int length)
    {
        _outgrown.Add((nint)_memory);
        _capacity = Math.Max(length, _capacity);
        _memory = (byte*)NativeMemory.Alloc((nuint)_capacity);
        _used = 0;
    }

    private void FreeOutgrown()
    {
        foreach (var memory in _outgrown)
            NativeMemory.Free((byte*)memory);
        _outgrown.Clear();
    }
}
