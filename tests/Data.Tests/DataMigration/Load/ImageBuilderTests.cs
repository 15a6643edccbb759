using System.Buffers.Binary;
using System.Text;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration.Load;

public sealed class ImageBuilderTests
{
    private static readonly MappedTable Table = new()
    {
        Id = 1,
        Schema = "public",
        Source = "people",
        Target = "people",
        Parts = [],
        Columns = [Column("id", WireKind.Int32, ValueEncoding.Integer), Column("name", WireKind.Text, ValueEncoding.Text)],
        Key = [0],
        RowId = "id",
        HasIntegerKey = true,
    };

    [Theory]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT", true)]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT", true)]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name INTEGER) STRICT", false)]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, more TEXT) STRICT", false)]
    [InlineData("CREATE TABLE people (name TEXT, id INTEGER PRIMARY KEY) STRICT", false)]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT AS (id || '')) STRICT", false)]
    public void Images_are_made_where_the_table_takes_values_as_they_are(string definition, bool made)
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, definition);

        Assert.Equal(made, ImageTemplate.Of(file, Table, validateText: false) is not null);
    }

    [Theory]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT", "id 3")]
    [InlineData("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT", "id 2")]
    public void A_refused_row_is_named_by_its_key(string definition, string named)
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, definition + "; INSERT INTO people VALUES (3, 'two')");
        using var pool = new RowBlockPool();
        using var writer = new ImageWriter(file);

        var refused = Assert.Throws<RowRefusedException>(() => Write(file, pool, writer, Row(1, "one"), Row(2, "two"), Row(3, "three")));

        Assert.Contains($"the row of people with {named}:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_taken_as_they_are()
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT");
        using var pool = new RowBlockPool();
        using var writer = new ImageWriter(file);

        var totals = Write(file, pool, writer, Row(5, "five"), Row(-1, null), Row(300, "three hundred"));

        Assert.Equal(3, totals.Rows);
        Assert.Equal("-1=- 5=five 300=three hundred", file.Query("SELECT group_concat(id || '=' || ifnull(name, '-'), ' ') FROM people")[0][0]);
        Assert.Equal("ok", file.Query("PRAGMA main.integrity_check")[0][0]);
    }

    private static TableTotals Write(SqliteFile file, RowBlockPool pool, ImageWriter writer, params byte[][] rows)
    {
        var images = new List<RowBlock>();
        using (var builder = new ImageBuilder(ImageTemplate.Of(file, Table, validateText: false)!, pool, images.Add))
        {
            var block = pool.Rent();
            var bytes = rows.SelectMany(row => row).ToArray();
            bytes.CopyTo(block.Memory);
            (block.Start, block.Length, block.Rows) = (0, bytes.Length, rows.Length);
            builder.Add(block);
            builder.Flush();
        }
        var totals = new TableTotals();
        foreach (var image in images)
        {
            writer.Write(Table, image, totals);
            pool.Return(image);
        }
        return totals;
    }

    private static byte[] Row(int id, string? name)
    {
        var text = name is null ? [] : Encoding.UTF8.GetBytes(name);
        var row = new byte[14 + text.Length];
        BinaryPrimitives.WriteInt16BigEndian(row, 2);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(2), 4);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(6), id);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(10), name is null ? -1 : text.Length);
        text.CopyTo(row, 14);
        return row;
    }

    private static SqliteFile Made(TestDirectory directory, string sql)
    {
        var file = SqliteFile.Open(directory.File("target.db"), create: true);
        file.Execute(sql);
        return file;
    }

    private static MappedColumn Column(string name, WireKind wire, ValueEncoding encoding) =>
        new() { Source = name, Target = name, Type = "", Encoding = encoding, Wire = wire, BinarySelect = name, TextSelect = name };
}
