using System.Text;

namespace AdminApp.Data.Imports;

/// <summary>
/// Reads CSV (RFC 4180) row by row, as spreadsheets write it: quoted cells may hold delimiters and line breaks, lines end with CR, LF
/// or both, lines without any text are passed over.
/// </summary>
internal sealed class CsvReader(TextReader reader, char delimiter)
{
    private const int MostCells = 500;
    private const int MostLetters = 256 * 1024;

    private readonly StringBuilder cell = new();
    private int line = 1;

    /// <summary>Where the row read last begins, from 1.</summary>
    public int Line { get; private set; }

    /// <returns>null at the end.</returns>
    /// <exception cref="ImportException">The row is no row; the message names its line.</exception>
    public IReadOnlyList<string>? Read()
    {
        while (reader.Peek() >= 0)
        {
            Line = line;
            var cells = ReadRow();
            if (cells.Any(text => !string.IsNullOrWhiteSpace(text)))
                return cells;
        }
        return null;
    }

    /// <summary>The delimiter that stands most often in the heading, outside of quotation marks.</summary>
    public static char Delimiter(string heading)
    {
        var quoted = false;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0, ['|'] = 0 };
        foreach (var letter in heading)
        {
            if (letter == '"')
                quoted = !quoted;
            else if (!quoted && counts.ContainsKey(letter))
                counts[letter]++;
        }
        return counts.MaxBy(count => count.Value).Key;
    }

    private List<string> ReadRow()
    {
        var cells = new List<string>();
        var letters = 0;
        while (true)
        {
            var end = ReadCell(ref letters);
            cells.Add(cell.ToString());
            if (cells.Count > MostCells)
                throw new ImportException($"Line {Line} has more than {MostCells} cells. Is this a CSV file?");
            if (end != delimiter)
                return cells;
        }
    }

    /// <returns>What ended the cell: the delimiter, a line feed, or -1 at the end of the file.</returns>
    private int ReadCell(ref int letters)
    {
        cell.Clear();
        var quoted = reader.Peek() == '"';
        if (quoted)
            reader.Read();
        while (true)
        {
            var letter = reader.Read();
            if (++letters > MostLetters)
                throw new ImportException($"The row that begins on line {Line} is longer than {MostLetters} characters. A quotation mark may be missing there.");
            if (letter < 0)
                return quoted ? throw new ImportException($"A quotation mark that opens in the row of line {Line} is never closed. Close it, or double it if it belongs to the text.") : -1;
            if (quoted && letter == '"')
            {
                quoted = reader.Peek() == '"';
                if (quoted)
                    cell.Append((char)reader.Read());
                continue;
            }
            if (!quoted && letter == delimiter)
                return letter;
            if (letter is '\r' or '\n')
            {
                line++;
                if (letter == '\r' && reader.Peek() == '\n')
                    reader.Read();
                if (!quoted)
                    return '\n';
                cell.Append('\n');
                continue;
            }
            cell.Append((char)letter);
        }
    }
}
