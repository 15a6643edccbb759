using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate;
using AdminApp.Data.DataMigration.Translate.Expressions;
using AdminApp.Data.DataMigration.Translate.Views;

namespace AdminApp.Data.Tests.DataMigration.Translate;

/// <summary>Keys, indexes and views that few databases have: what becomes of each, with the reason.</summary>
public sealed class RarePartsTests
{
    [Fact]
    public async Task Foreign_keys_are_made_where_equal_values_are_stored_alike_and_kept_with_the_reason_elsewhere()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TYPE other_mood AS ENUM ('a'); CREATE DOMAIN word AS text;
            CREATE TABLE p (id int PRIMARY KEY, span interval UNIQUE, n numeric(10,0) UNIQUE, m mood UNIQUE, c char(3) UNIQUE, v varchar(9) UNIQUE, w word UNIQUE, ci citext UNIQUE, a int[] UNIQUE, r int4range UNIQUE, d date UNIQUE, x text, i2 int, i3 int, UNIQUE (i2, i3)); CREATE UNIQUE INDEX ON p (x COLLATE "POSIX");
            CREATE TABLE gone (id int PRIMARY KEY);
            CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (9);
            CREATE TABLE k (a int REFERENCES gone, b int REFERENCES part, e text REFERENCES p (x), span interval REFERENCES p (span), n int REFERENCES p (n), m mood REFERENCES p (m), c char(3) REFERENCES p (c), v text REFERENCES p (v), w text REFERENCES p (w),
                ci citext REFERENCES p (ci), l int[] REFERENCES p (a), r int4range REFERENCES p (r), d date REFERENCES p (d), x int REFERENCES p ON DELETE SET DEFAULT ON UPDATE SET NULL, y int CONSTRAINT k_self REFERENCES whole ON DELETE RESTRICT,
                CONSTRAINT k_part FOREIGN KEY (x, y) REFERENCES p (i3, i2) MATCH FULL ON DELETE SET NULL (x));
            """, new TranslateOptions([], ["gone"]));

        string? Reason(string name) => scene.Outcome("constraint", name) is var outcome && outcome.Outcome == ObjectOutcome.Kept ? outcome.Reason : null;
        Assert.Equal("the table it refers to is not copied", Reason("k_a_fkey"));
        Assert.Equal("it refers to a single partition", Reason("k_b_fkey"));
        Assert.Equal("the columns it refers to have no unique index in SQLite", Reason("k_e_fkey"));
        foreach (var unlike in new[] { "k_n_fkey", "k_span_fkey", "k_ci_fkey", "k_l_fkey", "k_r_fkey" })
            Assert.Equal("values that are equal in PostgreSQL can be stored differently on its two sides", Reason(unlike));
        foreach (var alike in new[] { "k_m_fkey", "k_c_fkey", "k_v_fkey", "k_w_fkey", "k_d_fkey", "k_x_fkey", "k_self", "k_part" })
            Assert.Null(Reason(alike));
        Assert.Contains("ON DELETE SET DEFAULT ON UPDATE SET NULL", scene.Sql("k"), StringComparison.Ordinal);
        Assert.Contains("ON DELETE RESTRICT", scene.Sql("k"), StringComparison.Ordinal);
        Assert.Contains("the named ones only", scene.Outcome("constraint", "k_part").Reason, StringComparison.Ordinal);
        Assert.Contains("MATCH FULL", scene.Outcome("constraint", "k_part").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indexes_that_the_rows_may_break_and_tables_of_other_servers_are_kept()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE whole (id int, k int, span interval, CONSTRAINT of_ids UNIQUE (id, k)) PARTITION BY LIST (k); CREATE TABLE part PARTITION OF whole FOR VALUES IN (1);
            CREATE UNIQUE INDEX half ON ONLY whole (id, k); ALTER TABLE ONLY whole ADD CONSTRAINT of_halves UNIQUE (k, span); CREATE INDEX sorted ON ONLY whole (id);
            CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing; CREATE FOREIGN TABLE far_away (id int) SERVER nowhere;
            CREATE TABLE made (a timestamp DEFAULT NULL::date, t text);
            """);

        Assert.Equal("it is not valid in PostgreSQL: the rows may break it", scene.Outcome("index", "half").Reason);
        Assert.Equal(ObjectOutcome.Translated, scene.Outcome("index", "sorted").Outcome);
        Assert.Equal(ObjectOutcome.Kept, scene.Outcome("constraint", "of_halves").Outcome);
        Assert.Equal("its rows are on another server and were not copied", scene.Outcome("foreign table", "far_away").Reason);
    }

    [Fact]
    public async Task A_key_over_values_that_are_equal_and_stored_differently_says_so()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TYPE pair AS (a numeric, b int); CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TABLE spans (s interval PRIMARY KEY, j jsonb UNIQUE, p pair UNIQUE, f text COLLATE folded UNIQUE, t text UNIQUE, r numrange, d int UNIQUE DEFERRABLE); CREATE UNIQUE INDEX ON spans (r, t); CREATE INDEX plain ON spans (s);
            CREATE TABLE late (s interval, PRIMARY KEY (s) DEFERRABLE);
            """);

        foreach (var (constraint, column) in new[] { ("spans_pkey", "s"), ("spans_j_key", "j"), ("spans_p_key", "p"), ("spans_f_key", "f") })
            Assert.Contains($"equal values of {column} can have different texts", scene.Outcome("constraint", constraint).Reason, StringComparison.Ordinal);
        Assert.Contains("equal values of r", scene.Outcome("index", "spans_r_t_idx").Reason, StringComparison.Ordinal);
        Assert.Null(scene.Outcome("constraint", "spans_t_key").Reason);
        Assert.Null(scene.Outcome("index", "plain").Reason);
        Assert.Equal(2, scene.Outcome("constraint", "late_pkey").Reason!.Split(';').Length);
        scene.Target.Execute("INSERT INTO spans (s) VALUES ('1 day'), ('24:00:00')");
    }

    [Fact]
    public async Task Views_that_SQLite_could_not_answer_alike_are_kept_with_the_reason()
    {
        var joined = string.Join(" CROSS JOIN ", Enumerable.Range(0, 65).Select(i => $"t AS t{i}"));
        var chain = string.Concat(Enumerable.Range(1, 55).Select(i => $"CREATE VIEW chain_{i:00} AS SELECT a FROM {(i == 1 ? "t" : $"chain_{i - 1:00}")};"));
        using var scene = await MapScene.OfAsync($"""
            CREATE TABLE t (a int, b text COLLATE "en-x-icu", n numeric(8,2), v varchar(5));
            CREATE VIEW limited AS SELECT a FROM t UNION SELECT a FROM t LIMIT 3;
            CREATE VIEW numbered AS SELECT a FROM t UNION SELECT a FROM t ORDER BY 1;
            CREATE VIEW by_operator AS SELECT a FROM t ORDER BY b USING ~<~;
            CREATE VIEW unlike AS SELECT a FROM t UNION ALL SELECT n FROM t;
            CREATE VIEW some_texts AS SELECT a FROM t ORDER BY b LIMIT 2;
            CREATE VIEW all_texts AS SELECT a FROM t ORDER BY b;
            CREATE VIEW alike AS SELECT "T".a FROM t AS "T", t;
            CREATE VIEW wide AS SELECT t0.a FROM {joined};
            CREATE VIEW computed AS SELECT a FROM t LIMIT (SELECT 1);
            CREATE VIEW of_nothing AS SELECT NULL::text AS x, a FROM t;
            {chain}
            """);

        string? Reason(string name) => scene.Outcome("view", name).Reason;
        Assert.Equal("it orders or limits a UNION", Reason("limited"));
        Assert.NotNull(Reason("numbered"));
        Assert.Equal("it orders by an operator of its own", Reason("by_operator"));
        Assert.Equal("the parts of its UNION are of different types", Reason("unlike"));
        Assert.Equal("which rows it gives depends on the order of texts by the rules of a language", Reason("some_texts"));
        Assert.Contains("texts are ordered by bytes", Reason("all_texts"), StringComparison.Ordinal);
        Assert.Equal(ObjectOutcome.Changed, scene.Outcome("view", "all_texts").Outcome);
        Assert.Contains("from another name", Reason("alike"), StringComparison.Ordinal);
        Assert.StartsWith("SQLite refuses it:", Reason("wide"), StringComparison.Ordinal);
        Assert.Equal("it computes how many rows it gives", Reason("computed"));
        Assert.Equal("it can be read, not written", Reason("chain_50"));
        Assert.NotNull(Reason("chain_55"));
    }

    [Theory]
    [InlineData("SELECT a.x FROM public.a UNION ALL SELECT a.x FROM public.a UNION SELECT a.x FROM public.a", "it mixes UNION and UNION ALL")]
    [InlineData("SELECT a.x FROM public.a UNION SELECT a.x FROM public.a ORDER BY a.x", "it orders or limits a UNION")]
    [InlineData("SELECT a.x FROM (public.a JOIN public.b)", "")]
    public void A_query_of_an_unusual_form_is_not_read(string query, string reason) =>
        Assert.Contains(reason, Assert.Throws<UntranslatableException>(() => SelectParser.ParseQuery(query)).Message, StringComparison.Ordinal);
}
