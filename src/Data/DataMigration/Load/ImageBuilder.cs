using System.Buffers.Binary;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Packs rows into images: small databases in memory that hold one table, page by page as SQLite keeps them. SQLite then takes
/// the rows of an image in one statement, which costs a fraction of binding each value. Runs on the readers' threads.
/// </summary>
/// <param name="template">What an image begins with.</param>
/// <param name="pool">Where images come from.</param>
/// <param name="emit">Owns the block from then on: images, and between them blocks whose rows have to be bound.</param>
internal sealed unsafe class ImageBuilder(ImageTemplate template, RowBlockPool pool, Action<RowBlock> emit) : IDisposable
{
    private const int PageSize = ImageTemplate.PageSize;
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;
    private const byte Leaf = 13;
    private const byte Interior = 5;
    private const int PageCountOffset = 28;

    private readonly RecordEncoder _record = new(template);
    private readonly List<long> _lastRowIds = [];
    private RowBlock? _image;
    private byte* _page;
    private int _pages;
    private int _cells;
    private int _content;
    private long _lastRowId;

    /// <summary>Takes the rows of a block, and the block.</summary>
    public void Add(RowBlock block)
    {
        var position = block.First;
        var end = position + block.Length;
        while (position < end)
        {
            var next = _record.Encode(position, end);
            if (next is null)
            {
                Flush();
                block.Start += (int)(position - block.First);
                block.Length = (int)(end - position);
                emit(block);
                return;
            }
            Place();
            _image!.Rows++;
            _image.Length += (int)(next - position);
            block.Rows--;
            position = next;
        }
        pool.Return(block);
    }

    /// <summary>Hands over what is not yet.</summary>
    public void Flush()
    {
        if (_image is not { } image)
            return;
        ClosePage();
        if (_lastRowIds.Count == 1)
            CopyToRoot(image);
        else
            WriteRoot(image);
        image.Size = _pages * PageSize;
        BinaryPrimitives.WriteInt32BigEndian(image.Memory[PageCountOffset..], _pages);
        _image = null;
        emit(image);
    }

    public void Dispose()
    {
        if (_image is not null)
            pool.Return(_image);
        _record.Dispose();
    }

    private void Place()
    {
        var payload = (ulong)_record.Length;
        if (_image is null)
            Begin();
        var rowId = template.Key >= 0 ? _record.RowId : _lastRowId + 1;
        var size = Varint.Length(payload) + Varint.Length((ulong)rowId) + _record.Length;
        if (_content - size < LeafHeader + (2 * (_cells + 1)))
        {
            ClosePage();
            if ((_pages + 1) * PageSize > _image!.Capacity)
            {
                Flush();
                Begin();
                if (template.Key < 0)
                    (rowId, size) = (1, size - Varint.Length((ulong)rowId) + 1);
            }
            else
            {
                OpenPage();
            }
        }
        _content -= size;
        var cell = _page + _content;
        cell += Varint.Write(cell, payload);
        cell += Varint.Write(cell, (ulong)rowId);
        _record.CopyTo(cell);
        WriteShort(_page + LeafHeader + (2 * _cells), _content);
        _cells++;
        _lastRowId = rowId;
    }

    private void Begin()
    {
        _image = pool.RentImage();
        template.Pages.CopyTo(_image.Memory);
        _pages = template.Pages.Length / PageSize;
        _lastRowIds.Clear();
        _lastRowId = 0;
        OpenPage();
    }

    private void OpenPage()
    {
        _page = _image!.First + (_pages * PageSize);
        _pages++;
        (_cells, _content) = (0, PageSize);
    }

    private void ClosePage()
    {
        if (_cells == 0)
            return;
        *_page = Leaf;
        WriteShort(_page + 1, 0);
        WriteShort(_page + 3, _cells);
        WriteShort(_page + 5, _content);
        _page[7] = 0;
        _lastRowIds.Add(_lastRowId);
        _cells = 0;
    }

    // A tree of one page is that page.
    private void CopyToRoot(RowBlock image)
    {
        var leaf = image.Memory.Slice((_pages - 1) * PageSize, PageSize);
        leaf.CopyTo(image.Memory[((template.Root - 1) * PageSize)..]);
        _pages--;
    }

    // Pages of rows follow the template's; the root names each with the number of its last row, and the last one without.
    private void WriteRoot(RowBlock image)
    {
        var root = image.First + ((template.Root - 1) * PageSize);
        var first = (template.Pages.Length / PageSize) + 1;
        var content = PageSize;
        var cells = _lastRowIds.Count - 1;
        for (var i = 0; i < cells; i++)
        {
            content -= 4 + Varint.Length((ulong)_lastRowIds[i]);
            BinaryPrimitives.WriteInt32BigEndian(new Span<byte>(root + content, 4), first + i);
            _ = Varint.Write(root + content + 4, (ulong)_lastRowIds[i]);
            WriteShort(root + InteriorHeader + (2 * i), content);
        }
        *root = Interior;
        WriteShort(root + 1, 0);
        WriteShort(root + 3, cells);
        WriteShort(root + 5, content);
        root[7] = 0;
        BinaryPrimitives.WriteInt32BigEndian(new Span<byte>(root + 8, 4), first + cells);
    }

    private static void WriteShort(byte* target, int value) => BinaryPrimitives.WriteUInt16BigEndian(new Span<byte>(target, 2), (ushort)value);
}
