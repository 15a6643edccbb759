using System.Runtime.InteropServices;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Has SQLite take the rows of an image into the target's table. Made and disposed outside of transactions.</summary>
internal sealed unsafe class ImageWriter : IDisposable
{
    private const string Image = "_pg_image";

    private readonly SqliteFile _file;

    // What the attached database reads from until the next image takes its place.
    private byte* _memory = (byte*)NativeMemory.Alloc(RowBlockPool.ImageSize);

    public ImageWriter(SqliteFile file)
    {
        _file = file;
        file.Execute($"ATTACH ':memory:' AS {Image}");
    }

    /// <exception cref="RowRefusedException">The target has no place for one of the rows.</exception>
    public void Write(MappedTable table, RowBlock image, TableTotals totals)
    {
        image.Exchange(ref _memory);
        _file.Deserialize(Image, _memory, image.Size);
        var name = SqliteFile.Quote(table.Target);
        try
        {
            _file.Execute($"INSERT INTO main.{name} SELECT * FROM {Image}.{name}");
        }
        catch (SqliteFileException error) when (error.Code == raw.SQLITE_CONSTRAINT)
        {
            throw Refused(table, image.Rows, totals.Rows, error);
        }
        totals.Rows += image.Rows;
        totals.Bytes += image.Length;
    }

    public void Dispose()
    {
        try
        {
            _file.Execute($"DETACH {Image}");
        }
        catch (SqliteFileException)
        {
            // The load has failed or was stopped, and says so itself. What SQLite may still look at stays until it closes the file.
            return;
        }
        NativeMemory.Free(_memory);
        _memory = null;
    }

    // The statement left nothing behind: row by row it tells which one it is.
    private RowRefusedException Refused(MappedTable table, int rows, long before, SqliteFileException error)
    {
        var name = SqliteFile.Quote(table.Target);
        for (var row = 0; row < rows; row++)
        {
            try
            {
                _file.Execute($"INSERT INTO main.{name} SELECT * FROM {Image}.{name} LIMIT 1 OFFSET {row}");
            }
            catch (SqliteFileException refused) when (refused.Code == raw.SQLITE_CONSTRAINT)
            {
                var key = table.HasIntegerKey
                    ? $"{table.RowId} {_file.QueryInteger($"SELECT {SqliteFile.Quote(table.RowId!)} FROM {Image}.{name} LIMIT 1 OFFSET {row}")}"
                    : $"number {before + row + 1} in the order read";
                return RowRefusedException.Of(table, key, refused);
            }
        }
        return RowRefusedException.Of(table, "a key that another has", error);
    }
}
