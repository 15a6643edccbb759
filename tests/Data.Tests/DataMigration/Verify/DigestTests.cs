using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.Tests.DataMigration.Verify;

public sealed class DigestTests
{
    [Fact]
    public async Task The_digest_is_what_plain_code_makes_of_the_definition()
    {
        using var scene = await VerifyScene.CreateAsync();

        var report = await scene.VerifyAsync();

        var sum = UInt128.Zero;
        foreach (var row in new[] { (string?[])["1", "Müller"], ["2", ""] })
            sum += RowDigest(row);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"2-{sum:x32}"), report.Tables.Single(table => table.Name == "makers").Digest);
        sum = RowDigest(["x", "1", "o"]) + RowDigest(["x", "1", "o"]) + RowDigest(["y", null, "p"]);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"3-{sum:x32}"), report.Tables.Single(table => table.Name == "notes").Digest);
    }

    [Theory]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(300000)]
    public async Task A_long_text_counts_as_its_length_and_hash(int length)
    {
        using var scene = await VerifyScene.CreateAsync();
        await scene.InSourceAsync($"UPDATE makers SET name = repeat('q', {length}) WHERE id = 1");

        var report = await scene.VerifyAsync();

        var sum = RowDigest(["1", new string('q', length)]) + RowDigest(["2", ""]);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"2-{sum:x32}"), report.Tables.Single(table => table.Name == "makers").Digest);
    }

    [Fact]
    public async Task A_value_longer_than_what_is_kept_is_hashed_whole_and_shown_around_the_difference()
    {
        using var scene = await VerifyScene.CreateAsync();
        await scene.InSourceAsync(@"UPDATE makers SET name = repeat(E'ab\n\\', 1000000) || 'x' || repeat('c', 500) WHERE id = 1");
        scene.Plant(@"UPDATE makers SET name = replace(hex(zeroblob(1000000)), '00', 'ab' || char(10) || '\') || 'x' || replace(hex(zeroblob(250)), '0', 'c') WHERE id = 1");
        Assert.True((await scene.VerifyAsync()).Ok);

        scene.Plant("UPDATE makers SET name = substr(name, 1, 300) || 'z' || substr(name, 302) WHERE id = 1");
        var near = await scene.DifferenceAsync("makers");
        scene.Plant("UPDATE makers SET name = name || 'd', id = 1 WHERE id = 1");
        var far = await scene.DifferenceAsync("makers");

        Assert.Contains("z", near.Target, StringComparison.Ordinal);
        Assert.EndsWith("… (4000501 bytes)", near.Source, StringComparison.Ordinal);
        Assert.True(near.Source!.Length < 250);
        Assert.EndsWith("(4000502 bytes)", far.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_wrong_row_of_many_is_found_by_its_key_whatever_the_key()
    {
        using var scene = await VerifyScene.CreateAsync();
        await scene.InSourceAsync("INSERT INTO makers SELECT i, 'maker ' || i FROM generate_series(3, 60000) i; INSERT INTO notes SELECT 'w' || i, i, 'o' FROM generate_series(1, 60000) i; SELECT setval('makers_id_seq', 2)");
        scene.Plant("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) INSERT INTO notes SELECT 'w' || i, i, 'o' FROM n; "
            + "INSERT INTO makers SELECT number, 'maker ' || number FROM notes WHERE number > 2; UPDATE _pg_table SET rows = 60000");
        Assert.All((await scene.VerifyAsync()).Tables, table => Assert.True(table.Ok, table.Name));

        scene.Plant("UPDATE makers SET name = 'Maker 41234' WHERE id = 41234; UPDATE notes SET other = 'q' WHERE number = 55555");
        var report = await scene.VerifyAsync();

        Assert.Equal([new VerificationDifference("changed", "41234", "name", "maker 41234", "Maker 41234")], report.Tables.Single(table => table.Name == "makers").Differences);
        Assert.Equal([new VerificationDifference("changed", "row 55558", "other", "o", "q")], report.Tables.Single(table => table.Name == "notes").Differences);
        scene.Plant("UPDATE makers SET name = 'all'");
        var all = (await scene.VerifyAsync()).Tables.Single(table => table.Name == "makers");
        // Too many to hold: a part is counted, and said to be one.
        Assert.Equal(100, all.Differences.Count);
        Assert.InRange(all.DifferingRows, 10_000, 59_999);
        Assert.True(all.MoreDiffer);
        Assert.Equal(["name"], all.Columns);
    }

    // As slow and as plain as can be: tag, length, bytes (SHA-256 of the bytes above 64 KiB); XXH3-128 of all.
    private static UInt128 RowDigest(string?[] values)
    {
        using var bytes = new MemoryStream();
        foreach (var value in values)
        {
            var text = Encoding.UTF8.GetBytes(value ?? "");
            bytes.WriteByte(value is null ? (byte)0 : text.Length > 65536 ? (byte)3 : (byte)1);
            if (value is null)
                continue;
            if (text.Length > 65536)
            {
                bytes.Write(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness((long)text.Length)));
                bytes.Write(SHA256.HashData(text));
                continue;
            }
            bytes.Write(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(text.Length)));
            bytes.Write(text);
        }
        return BinaryPrimitives.ReadUInt128BigEndian(XxHash128.Hash(bytes.ToArray()));
    }
}
