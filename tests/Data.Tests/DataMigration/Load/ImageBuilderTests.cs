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

    private static readonly MappedTable Keyless = Table with { Key = [], RowId = null, HasIntegerKey = false };

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

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    [InlineData(true, 2000)]
    [InlineData(true, 9000)]
    [InlineData(false, 3)]
    [InlineData(false, 9000)]
    public void An_image_is_a_sound_database_of_its_own(bool keyed, int count)
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, keyed ? "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT" : "CREATE TABLE people (id INTEGER, name TEXT) STRICT");
        using var pool = new RowBlockPool();

        var images = Build(file, keyed ? Table : Keyless, pool, [.. Enumerable.Range(1, count).Select(i => Row(i * 3, new string('n', 100 + (i % 100))))]);

        var rows = 0L;
        foreach (var (index, image) in images.Index())
        {
            var path = directory.File($"image{index}.db");
            File.WriteAllBytes(path, image.Memory[..image.Size].ToArray());
            using var opened = SqliteFile.OpenReadOnly(path);
            Assert.Equal("ok", opened.Query("PRAGMA integrity_check")[0][0]);
            Assert.Equal(image.Rows, opened.QueryInteger("SELECT count(*) FROM people"));
            Assert.Equal(keyed ? (rows + 1) * 3 : 1, opened.QueryInteger("SELECT min(rowid) FROM people"));
            Assert.Equal(0, opened.QueryInteger("SELECT count(*) FROM people AS p WHERE NOT EXISTS (SELECT 1 FROM people WHERE rowid = p.rowid)"));
            rows += image.Rows;
            pool.Return(image);
        }
        Assert.Equal(count, rows);
    }

    [Fact]
    public void A_NULL_where_none_may_be_is_left_to_be_bound_after_the_rows_before_it()
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
        using var pool = new RowBlockPool();

        var blocks = Build(file, Table, pool, Row(1, "one"), Row(2, null), Row(3, "three"));

        Assert.Equal([(true, 1), (false, 2)], blocks.Select(block => (block.Size > 0, block.Rows)));
        blocks.ForEach(pool.Return);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_left_to_be_bound_where_the_source_may_hold_it()
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT");
        using var pool = new RowBlockPool();
        var wrong = Row(2, "two");
        wrong[^1] = 0xFF;

        var blocks = Build(file, Table, pool, validateText: true, Row(1, "one"), wrong);

        Assert.Equal([(true, 1), (false, 1)], blocks.Select(block => (block.Size > 0, block.Rows)));
        blocks.ForEach(pool.Return);
    }

    [Fact]
    public void A_refused_row_without_a_whole_number_key_is_named_by_its_place_in_the_table()
    {
        using var directory = new TestDirectory();
        using var file = Made(directory, "CREATE TABLE people (id INTEGER, name TEXT UNIQUE) STRICT; INSERT INTO people VALUES (9, 'two')");
        using var pool = new RowBlockPool();
        using var writer = new ImageWriter(file);
        var image = Assert.Single(Build(file, Keyless, pool, Row(1, "one"), Row(2, "two"), Row(3, "three")));

        var refused = Assert.Throws<RowRefusedException>(() => writer.Write(Keyless, image, new TableTotals(rows: 40)));

        Assert.Contains("the row of people with number 42 in the order read:", refused.Message, StringComparison.Ordinal);
        pool.Return(image);
    }

    private static TableTotals Write(SqliteFile file, RowBlockPool pool, ImageWriter writer, params byte[][] rows)
    {
        var totals = new TableTotals();
        foreach (var image in Build(file, Table, pool, rows))
        {
            writer.Write(Table, image, totals);
            pool.Return(image);
        }
        return totals;
    }

    private static List<RowBlock> Build(SqliteFile file, MappedTable table, RowBlockPool pool, params byte[][] rows) => Build(file, table, pool, validateText: false, rows);

    private static List<RowBlock> Build(SqliteFile file, MappedTable table, RowBlockPool pool, bool validateText, params byte[][] rows)
    {
        var blocks = new List<RowBlock>();
        using var builder = new ImageBuilder(ImageTemplate.Of(file, table, validateText)!, pool, blocks.Add);
        foreach (var part in rows.Chunk(500))
        {
            var block = pool.Rent();
            var bytes = part.SelectMany(row => row).ToArray();
            bytes.CopyTo(block.Memory);
            (block.Start, block.Length, block.Rows) = (0, bytes.Length, part.Length);
            builder.Add(block);
        }
        builder.Flush();
        return blocks;
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
