using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.Tests.DataMigration.Verify;

/// <summary>Each fault a copy could have is found and named: row, column and both values.</summary>
public sealed class PlantedFaultTests
{
    [Fact]
    public async Task A_faithful_file_is_equal_by_one_reader_and_by_several()
    {
        using var scene = await VerifyScene.CreateAsync();

        var one = await scene.VerifyAsync(jobs: 1);
        var several = await scene.VerifyAsync(jobs: 3);

        Assert.True(one.Ok, one.ToJson());
        Assert.True(several.Ok, several.ToJson());
        Assert.Equal(one.Tables.Select(table => table.Digest), several.Tables.Select(table => table.Digest));
        Assert.Equal(one.ToJson(), VerificationReport.FromJson(one.ToJson())!.ToJson());
    }

    [Theory]
    [InlineData("UPDATE items SET name = replace(name, 'd', 'e') WHERE id = 1", "1", "name", "a\tb\\c\nd", "a\tb\\c\ne")]
    [InlineData("UPDATE items SET name = NULL WHERE id = 2", "2", "name", "", null)]
    [InlineData("UPDATE items SET pad = 'ab' WHERE id = 1", "1", "pad", "ab   ", "ab")]
    [InlineData("UPDATE items SET flag = 0 WHERE id = 1", "1", "flag", "t", "f")]
    [InlineData("UPDATE items SET flag = 2 WHERE id = 1", "1", "flag", "t", "INTEGER 2 (not in the form this column is stored in)")]
    [InlineData("UPDATE items SET amount = '1.50' WHERE id = 1", "1", "amount", "1.50", "TEXT 1.50 (not in the form this column is stored in)")]
    [InlineData("UPDATE items SET amount = '1.51' WHERE id = 1", "1", "amount", "1.50", "1.51")]
    [InlineData("DELETE FROM _pg_exact WHERE pgtext = '1.50'", "1", "free", "1.50", "1.5")]
    [InlineData("DELETE FROM _pg_exact WHERE pgtext = '-0'", "2", "wide", "-0", "0")]
    [InlineData("DELETE FROM _pg_exact WHERE pgtext = 'NaN'", "2", "narrow", "NaN", null)]
    [InlineData("UPDATE items SET wide = wide + 2e-17 WHERE id = 1", "1", "wide", "0.1", "0.10000000000000002")]
    [InlineData("UPDATE items SET narrow = 0.10000000149011612 WHERE id = 1", "1", "narrow", "0.1", "REAL 0.10000000149011612 (not in the form this column is stored in)")]
    [InlineData("UPDATE items SET uid = lower(uid) WHERE id = 1", "1", "uid", "c0ffee00-0000-4000-8000-0000000000ab", "TEXT c0ffee00-0000-4000-8000-0000000000ab (not in the form this column is stored in)")]
    [InlineData("UPDATE items SET at = '2020-01-02 03:04:05.000007' WHERE id = 1", "1", "at", "2020-01-02 03:04:05.000006", "2020-01-02 03:04:05.000007")]
    [InlineData("UPDATE items SET atz = '2020-01-02 01:04:06' WHERE id = 1", "1", "atz", "2020-01-02 01:04:05+00", "2020-01-02 01:04:06+00")]
    [InlineData("UPDATE items SET tags = '[1,2,3]' WHERE id = 1", "1", "tags", "{1,NULL,3}", "{1,2,3}")]
    public async Task A_changed_value_is_named(string fault, string key, string column, string? source, string? target)
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant(fault);

        Assert.Equal(new VerificationDifference("changed", key, column, source, target), await scene.DifferenceAsync("items"));
    }

    [Fact]
    public async Task A_changed_byte_of_a_blob_is_named_by_size_and_hash()
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant("UPDATE items SET data = x'0103' WHERE id = 1");

        var difference = await scene.DifferenceAsync("items");

        Assert.Equal(("1", "data"), (difference.Key, difference.Column));
        Assert.StartsWith("2 bytes, SHA-256 a12871fe", difference.Source, StringComparison.Ordinal);
        Assert.StartsWith("2 bytes, SHA-256 ", difference.Target, StringComparison.Ordinal);
        Assert.NotEqual(difference.Source, difference.Target);
    }

    [Fact]
    public async Task A_missing_and_an_extra_row_are_named()
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant("DELETE FROM items WHERE id = 3; INSERT INTO makers VALUES (3, 'new')");

        var report = await scene.VerifyAsync();

        var missing = Assert.Single(report.Tables.Single(table => table.Name == "items").Differences);
        Assert.Equal(("missing", "3", null), (missing.Kind, missing.Key, missing.Target));
        Assert.StartsWith("id = 3, maker = NULL, name = \\N", missing.Source, StringComparison.Ordinal);
        Assert.Equal(new VerificationDifference("extra", "3", null, null, "id = 3, name = new"), Assert.Single(report.Tables.Single(table => table.Name == "makers").Differences));
    }

    [Theory]
    [InlineData("INSERT INTO notes VALUES ('x', 1, 'o')", "duplicated", "row 4", null, null, "word = x, number = 1, other = o")]
    [InlineData("DELETE FROM notes WHERE rowid = 1", "missing", "row 2", null, "word = x, number = 1, other = o", null)]
    [InlineData("UPDATE notes SET word = 'z' WHERE rowid = 3", "changed", "row 3", "word", "y", "z")]
    public async Task A_table_without_a_key_is_compared_by_its_rows(string fault, string kind, string key, string? column, string? source, string? target)
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant(fault);

        var found = await scene.DifferenceAsync("notes");

        Assert.Equal(new VerificationDifference(kind, kind == "missing" ? found.Key : key, column, source, target), found);
    }

    [Fact]
    public async Task Values_that_changed_places_are_named_in_both_rows()
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant("UPDATE makers SET name = CASE id WHEN 1 THEN '' ELSE 'Müller' END");

        var makers = (await scene.VerifyAsync()).Tables.Single(table => !table.Ok);

        Assert.Equal(2, makers.DifferingRows);
        Assert.Empty(makers.Columns!);
        Assert.Equivalent(new[]
        {
            new VerificationDifference("changed", "1", "name", "Müller", ""),
            new VerificationDifference("changed", "2", "name", "", "Müller"),
        }, makers.Differences);
    }

    [Theory]
    [InlineData("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'items'", "sequences", "items counts from 2, but its highest key is 3")]
    [InlineData("UPDATE _pg_sequence SET last_value = 4 WHERE name = 'items_id_seq'", "", "items counts from 3, but items_id_seq of the source has given out 4")]
    [InlineData("UPDATE _pg_sequence SET last_value = 2 WHERE name = 'items_id_seq'", "source sequences", "items_id_seq is at 3 in the source, at 2 in the target's catalogue")]
    [InlineData("DROP INDEX items_name", "target objects", "index items_name of items is missing")]
    public async Task What_is_not_a_row_is_compared_too(string fault, string check, string detail)
    {
        using var scene = await VerifyScene.CreateAsync();
        scene.Plant(fault);

        var report = await scene.VerifyAsync();

        Assert.False(report.Ok);
        Assert.Contains(report.Checks, found => !found.Ok && found.Name == (check.Length > 0 ? check : "sequences") && found.Detail.Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_of_the_sources_schema_are_named_and_the_rest_is_compared()
    {
        using var scene = await VerifyScene.CreateAsync();
        await scene.InSourceAsync("ALTER TABLE notes ADD extra int; ALTER TABLE items DROP pad; ALTER TABLE items ALTER name TYPE varchar(50); CREATE TABLE fresh (id int)");

        var report = await scene.VerifyAsync();

        var check = Assert.Single(report.Checks, check => !check.Ok);
        Assert.Equal("source schema", check.Name);
        foreach (var change in new[] { "notes.extra was added", "items.pad was dropped", "items.name became character varying(50) (was text)", "table fresh is not in the target" })
            Assert.Contains(change, check.Detail, StringComparison.Ordinal);
        Assert.True(report.Tables.Single(table => table.Name == "notes").Ok);
        Assert.Null(report.Tables.Single(table => table.Name == "items").Digest);
    }
}
