using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate;

namespace AdminApp.Data.Tests.DataMigration.Translate;

/// <summary>Why a default, an index or a view is kept in the catalogue only.</summary>
public sealed class KeptPartsTests
{
    [Fact]
    public async Task Defaults_are_made_or_kept_with_the_reason()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE t (utc timestamp DEFAULT timezone('utc', now()), today date DEFAULT CURRENT_DATE, nothing text DEFAULT NULL::text, padded char(4) DEFAULT 'a', whole numeric(6,0) DEFAULT 1.5::numeric(6,1),
                precise numeric(6,1) DEFAULT 1.25, far timestamptz DEFAULT '2020-01-01 00:00+00', raw bytea DEFAULT '\x00ff', huge float8 DEFAULT '-Infinity'::float8, number text DEFAULT 5, joined text DEFAULT lower('A'));
            """);

        scene.Target.Execute("INSERT INTO t DEFAULT VALUES");

        Assert.Equal("in UTC, to the millisecond", scene.Outcome("default", "utc").Reason);
        Assert.Equal("the date in UTC", scene.Outcome("default", "today").Reason);
        Assert.Equal("it is converted to another type", scene.Outcome("default", "padded").Reason);
        Assert.Equal("it is rounded to the column's scale", scene.Outcome("default", "precise").Reason);
        Assert.Equal("it computes its value", scene.Outcome("default", "joined").Reason);
        Assert.Equal("2020-01-01 00:00:00|00FF|-Inf", string.Join("|", scene.Target.Query("SELECT far, hex(raw), huge FROM t")[0]));
    }

    [Fact]
    public async Task Unique_indexes_over_other_rows_are_kept()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE t (a int, b text, d date, f float8);
            CREATE UNIQUE INDEX folded ON t (a) WHERE lower(b) = 'x'; CREATE UNIQUE INDEX dated ON t (a) WHERE d > '2020-01-01'; CREATE INDEX including ON t (a) INCLUDE (b); CREATE UNIQUE INDEX floating ON t (a) WHERE f IS NULL;
            """);

        foreach (var kept in new[] { "folded", "dated", "floating" })
            Assert.Equal("it is unique over rows that SQLite could choose differently", scene.Outcome("index", kept).Reason);
        Assert.Equal("its included columns are part of the key", scene.Outcome("index", "including").Reason);
    }

    [Theory]
    [InlineData("SELECT a, count(*) FROM t GROUP BY GROUPING SETS ((a), ())", "it groups by several sets")]
    [InlineData("SELECT a, count(*) FROM t GROUP BY ROLLUP (a)", "it groups by several sets")]
    [InlineData("SELECT t.a FROM t JOIN t o USING (a)", "it joins with USING")]
    [InlineData("SELECT t.a FROM t, LATERAL (SELECT t.a AS z) l", "LATERAL")]
    [InlineData("SELECT a FROM t ORDER BY n", "it orders by")]
    [InlineData("SELECT a FROM t ORDER BY k", "it orders by")]
    [InlineData("SELECT id FROM gone", "it reads gone, which is not copied")]
    [InlineData("SELECT a FROM matter", "which is not copied as a table")]
    [InlineData("SELECT a FROM refused", "it reads refused, which is not translated")]
    public async Task Views_that_give_other_rows_are_kept(string query, string reason)
    {
        using var scene = await MapScene.OfAsync($"""
            CREATE TYPE mood AS ENUM ('b', 'a'); CREATE TABLE t (a int, b text, n numeric, k mood, f float8); CREATE TABLE gone (id int);
            CREATE MATERIALIZED VIEW matter AS SELECT a FROM t; CREATE VIEW refused AS SELECT avg(a) AS a FROM t;
            CREATE VIEW v AS {query};
            """, new TranslateOptions([], ["gone"]));

        Assert.Equal(ObjectOutcome.Kept, scene.Outcome("view", "v").Outcome);
        Assert.Contains(reason, scene.Outcome("view", "v").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_left_out_and_one_whose_name_is_taken_are_told()
    {
        using var scene = await MapScene.OfAsync("CREATE TABLE t (a int, d date); CREATE VIEW \"T\" AS SELECT a FROM t WHERE d > '2020-01-01' ORDER BY d; CREATE VIEW unwanted AS SELECT a FROM t", new TranslateOptions([], ["unwanted"]));

        Assert.Equal("left out by --only or --exclude", scene.Outcome("view", "unwanted").Reason);
        Assert.Contains("its name is reserved or taken in SQLite", scene.Outcome("view", "T").Reason, StringComparison.Ordinal);
        Assert.Contains("dates are right from the year 1 to 9999", scene.Outcome("view", "T").Reason, StringComparison.Ordinal);
    }
}
