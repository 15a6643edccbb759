using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Values;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Reads rows of the source by the server's own output functions into their canonical form.</summary>
internal sealed class SourceScan(PostgresSource session, VerificationMeter meter, CancellationToken cancellationToken)
{
    private const int RowsPerReport = 2048;

    /// <param name="table">What to read.</param>
    /// <param name="part">The part of it.</param>
    /// <param name="condition">An SQL condition, or null for every row.</param>
    /// <param name="sink">Gets every row.</param>
    public void Read(MappedTable table, SourcePart part, string? condition, IRowSink sink)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var select = $"SELECT {string.Join(", ", table.Columns.Select(column => column.TextSelect))} FROM {part.Rows}{(condition is null ? "" : " WHERE " + condition)}";
        using var copy = session.CopyText(select);
        using var cancelled = cancellationToken.Register(copy.Stop);
        using var row = new CanonicalRow(table.Columns.Count);
        try
        {
            ReadRows(table, new CopyTextReader(copy.Stream), row, sink);
        }
        catch
        {
            // Otherwise the rest of the table would be read before the error is told.
            copy.Stop();
            throw;
        }
    }

    private void ReadRows(MappedTable table, CopyTextReader reader, CanonicalRow row, IRowSink sink)
    {
        var encodings = table.Columns.Select(column => column.Encoding).ToArray();
        var rows = 0L;
        var bytes = 0L;
        while (reader.NextRow())
        {
            row.Begin();
            if (reader.RowIsLong)
                ReadLongRow(encodings, reader, row);
            else
                ReadRow(encodings, reader, row);
            sink.Add(row, 0);
            if (++rows < RowsPerReport)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            meter.ReadSource(rows, reader.Bytes - bytes);
            (rows, bytes) = (0, reader.Bytes);
        }
        cancellationToken.ThrowIfCancellationRequested();
        meter.ReadSource(rows, reader.Bytes - bytes);
    }

    private static void ReadRow(ValueEncoding[] encodings, CopyTextReader reader, CanonicalRow row)
    {
        for (var i = 0; i < encodings.Length; i++)
        {
            var text = reader.Next(last: i == encodings.Length - 1, out var isNull);
            if (isNull)
                row.AppendNull();
            else
                Append(row, encodings[i], text);
        }
        if (encodings.Length == 0)
            reader.EndEmptyRow();
    }

    private static void ReadLongRow(ValueEncoding[] encodings, CopyTextReader reader, CanonicalRow row)
    {
        var whole = new ByteBuilder();
        for (var i = 0; i < encodings.Length; i++)
        {
            // What is not text is short, and needed as a whole.
            var isText = encodings[i] is not (ValueEncoding.Real8 or ValueEncoding.Real4 or ValueEncoding.Blob);
            whole.Clear();
            if (!reader.NextInPieces(last: i == encodings.Length - 1, isText ? row.AppendPiece : whole.Append))
                row.AppendNull();
            else if (isText)
                row.EndPieces();
            else
                Append(row, encodings[i], whole.Written);
        }
    }

    private static void Append(CanonicalRow row, ValueEncoding encoding, ReadOnlySpan<byte> text)
    {
        switch (encoding)
        {
            case ValueEncoding.Real8:
                row.AppendReal(RealText.Parse(text));
                break;
            case ValueEncoding.Real4:
                row.AppendReal(RealText.ParseSingle(text));
                break;
            case ValueEncoding.Blob:
                AppendBlob(row, text);
                break;
            default:
                row.Append(text);
                break;
        }
    }

    private static void AppendBlob(CanonicalRow row, ReadOnlySpan<byte> text)
    {
        Span<byte> sha256 = stackalloc byte[32];
        if (!Utf8Parser.TryParse(text, out long length, out var end) || text.Length != end + 65 || text[end] != ':'
            || Convert.FromHexString(text[(end + 1)..], sha256, out _, out _) != OperationStatus.Done)
        {
            throw new IOException($"The server sent '{Encoding.UTF8.GetString(text)}' in place of the length and SHA-256 of a bytea");
        }
        row.AppendBlob(length, sha256);
    }
}

/// <summary>PostgreSQL's text of a float.</summary>
internal static class RealText
{
    public static double Parse(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw NotReal(text);

    public static double ParseSingle(ReadOnlySpan<byte> text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw NotReal(text);

    private static IOException NotReal(ReadOnlySpan<byte> text) => new($"'{Encoding.UTF8.GetString(text)}' is no floating-point number");
}
