using System.Globalization;
using System.Text;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Values that a change left as they were, taken from the target as PostgreSQL's text.</summary>
internal sealed class StoredTexts(SqliteFile file, TableWriter writer) : IDisposable
{
    private readonly ByteBuilder _text = new();
    private readonly sqlite3_stmt? _read = writer.Written.Count == 0 ? null : file.Prepare(
        $"SELECT {string.Join(", ", writer.Written.Select(column => "t." + SqliteFile.Quote(column.Column.Target)))} FROM {SqliteFile.Quote(writer.Table.Target)} AS t WHERE t.{SqliteFile.Quote(writer.Table.RowId!)} = ?1");

    /// <summary>Fills in what a row image lacks, but for what the source computes.</summary>
    public void Complete(long rowId, RowImage row)
    {
        var lacks = false;
        foreach (var column in writer.Written)
            lacks |= row[column.Index].Kind == FieldKind.Unchanged && !column.Column.GeneratedInSource;
        if (!lacks || _read is null)
            return;
        raw.sqlite3_bind_int64(_read, 1, rowId);
        try
        {
            if (!file.Step(_read))
                return;
            for (var i = 0; i < writer.Written.Count; i++)
            {
                var column = writer.Written[i];
                if (row[column.Index].Kind == FieldKind.Unchanged && !column.Column.GeneratedInSource)
                    row.Make(column.Index, Text(rowId, i));
            }
        }
        finally
        {
            raw.sqlite3_reset(_read);
        }
    }

    public void Dispose() => _read?.Dispose();

    private byte[]? Text(long rowId, int column)
    {
        var mapped = writer.Written[column];
        if (mapped.MayBeInexact && Exact(rowId, mapped) is [[_, var exact]])
            return exact is null ? null : Pinned(Encoding.UTF8.GetBytes(exact));
        var value = StoredValue.Read(NativeSqlite.AddressOf(_read!), column);
        if (value.IsNull)
            return null;
        _text.Clear();
        if (!StoredText.TryAppend(mapped.Column, value, _text))
            throw new StreamFaultException($"{writer.Table.Target}.{mapped.Column.Target} of row {rowId} is not as the stream left it: somebody else wrote there. Start the stream anew.");
        return Pinned(_text.Written);
    }

    private List<string?[]> Exact(long rowId, StreamColumn column)
    {
        var (table, number) = (writer.Table, SqliteFile.Quote(writer.Table.RowId!));
        return file.Query($"SELECT 1, e.pgtext FROM _pg_exact e JOIN {SqliteFile.Quote(table.Target)} AS t ON t.{number} = e.row_id "
            + $"WHERE e.table_id = {table.Id} AND e.row_id = {rowId.ToString(CultureInfo.InvariantCulture)} AND e.column_id = {column.Index} AND e.stored IS t.{SqliteFile.Quote(column.Column.Target)}");
    }

    /// <summary>Memory that SQLite may read while the row is written.</summary>
    public static byte[] Pinned(ReadOnlySpan<byte> text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
        text.CopyTo(bytes);
        return bytes;
    }
}
