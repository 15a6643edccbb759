using System.Text;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.Tests.DataMigration.Verify;

public sealed class CopyTextReaderTests
{
    private const int Buffer = 256 << 10;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Values_and_NULLs_come_out_whole_wherever_the_buffer_ends(int shift)
    {
        string?[][] rows =
        [
            ["short", null, "tab\there"],
            [new string('x', Buffer - 12 - shift) + "\\\n\t\\", null, ""],
            [null, new string('y', Buffer - 8 + shift), "\\N"],
            [string.Concat(Enumerable.Repeat("a\\\nä", Buffer / 2)) + shift, "", new string('\n', Buffer - shift)],
            ["", "", ""],
            [new string('z', (3 * Buffer) - shift), new string('\t', shift), null],
            [null, null, null],
        ];
        var reader = new CopyTextReader(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(rows.Select(Line)))));

        foreach (var row in rows)
        {
            Assert.True(reader.NextRow());
            Assert.Equal<IEnumerable<string?>>(row, row.Select((_, i) => Read(reader, last: i == row.Length - 1)).ToArray());
        }
        Assert.False(reader.NextRow());
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\t\\")]
    public void A_stream_that_ends_within_a_row_is_not_taken_for_the_end(string rest)
    {
        var reader = new CopyTextReader(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', Buffer) + rest)));

        Assert.True(reader.NextRow());
        Assert.Throws<IOException>(() =>
        {
            Read(reader, last: false);
            Read(reader, last: true);
        });
    }

    private static string? Read(CopyTextReader reader, bool last)
    {
        if (!reader.RowIsLong)
        {
            var text = reader.Next(last, out var isNull);
            return isNull ? null : Encoding.UTF8.GetString(text);
        }
        using var bytes = new MemoryStream();
        return reader.NextInPieces(last, bytes.Write) ? Encoding.UTF8.GetString(bytes.ToArray()) : null;
    }

    private static string Line(string?[] row) => string.Join('\t', row.Select(value =>
        value?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) ?? "\\N")) + "\n";
}
