using System.Text;

namespace AdminApp.Data.Imports;

/// <summary>A file that was sent in, read from its beginning; one row in memory at a time.</summary>
internal sealed class ImportFile : IDisposable
{
    private readonly StreamReader reader;
    private readonly CsvReader rows;
    private int number;

    /// <exception cref="ImportException">It has no heading, or is no text.</exception>
    public ImportFile(string path)
    {
        // A byte that is no UTF-8 would become a question mark in somebody's name.
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        string first;
        using (var peek = new StreamReader(path, strict))
            first = Guard(peek.ReadLine) ?? "";
        reader = new StreamReader(path, strict);
        Delimiter = CsvReader.Delimiter(first);
        rows = new CsvReader(reader, Delimiter);
        try
        {
            Headings = Guard(rows.Read) ?? throw new ImportException("The file is empty. Its first line names the columns, each further line is a party.");
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public char Delimiter { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <returns>null at the end.</returns>
    /// <exception cref="ImportException">The rest of the file cannot be read; the message names the line.</exception>
    public ImportRow? Read(ImportOrder order) => Guard(rows.Read) is { } cells ? ImportRow.Of(++number, rows.Line, cells, order) : null;

    public IReadOnlyList<string>? ReadCells() => Guard(rows.Read);

    public void Dispose() => reader.Dispose();

    private static T? Guard<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw new ImportException("The file is not in UTF-8. In a spreadsheet save it as \"CSV UTF-8\".");
        }
    }
}
