using AdminApp.Data.DataMigration;

namespace AdminApp.Data.Tests.DataMigration.Load;

/// <summary>Rows that go into the target in images, and those that have to be bound between them. Every copy here compares all values.</summary>
public sealed class ImageLoadTests
{
    [Fact]
    public async Task Rows_of_every_length_around_the_limits_are_the_same() => await RequireSameAsync("""
        CREATE TABLE lengths (id int PRIMARY KEY, label text, raw bytea, doc jsonb);
        INSERT INTO lengths SELECT n, repeat('x', n), decode(repeat('ab', n), 'hex'), to_jsonb(repeat('y', n))
        FROM (SELECT generate_series(0, 140) UNION SELECT generate_series(4080, 4110) UNION SELECT generate_series(5440, 5460) UNION SELECT generate_series(8180, 8200)
              UNION SELECT generate_series(16330, 16360) UNION SELECT generate_series(32690, 32780, 3) UNION SELECT 250000) AS length (n)
        """);

    [Fact]
    public async Task Whole_numbers_of_every_size_are_the_same_as_values_and_as_keys() => await RequireSameAsync("""
        CREATE TABLE sizes (id bigint PRIMARY KEY, i8 bigint, i4 int, i2 smallint, flag boolean, o oid);
        INSERT INTO sizes SELECT v, v, CASE WHEN abs(v::numeric) < 2147483648 THEN v END, CASE WHEN abs(v::numeric) < 32768 THEN v END, v % 2 = 0, CASE WHEN v BETWEEN 0 AND 4294967295 THEN v END
        FROM (SELECT DISTINCT v::bigint FROM (
            SELECT sign * (power(2::numeric, k) + d) AS v FROM generate_series(0, 63) k, generate_series(-2, 2) d, unnest(ARRAY[1, -1]) sign) AS made
            WHERE v BETWEEN -9223372036854775808 AND 9223372036854775807) AS value
        ORDER BY md5(v::text)
        """);

    [Fact]
    public async Task Tables_as_wide_as_the_header_of_a_row_grows_by_a_byte_are_the_same() => await RequireSameAsync("""
        DO $$ BEGIN
            FOR width IN 123..131 LOOP
                EXECUTE format('CREATE TABLE wide_%s AS SELECT %s FROM generate_series(1, 5) r', width, (SELECT string_agg(format('r * %1$s AS c%1$s', i), ', ') FROM generate_series(1, width) i));
            END LOOP;
        END $$
        """);

    [Fact]
    public async Task Values_that_need_the_sidecar_keep_their_place_among_the_others()
    {
        using var scene = await RequireSameAsync("""
            CREATE TABLE mixed (n numeric, f float8, r real, label text);
            INSERT INTO mixed SELECT CASE WHEN i % 97 = 0 THEN 1.500 ELSE i / 4.0 END::numeric, CASE WHEN i % 101 = 0 THEN 'NaN'::float8 WHEN i % 103 = 0 THEN '-0'::float8 ELSE i END, i, 'row ' || i
            FROM generate_series(1, 9000) i
            """);

        Assert.Equal("", scene.Scalar<string>("SELECT ifnull(group_concat(label), '') FROM mixed WHERE label <> 'row ' || rowid"));
        Assert.Equal("1.500", scene.Scalar<string>("SELECT pgtext FROM _pg_exact WHERE row_id = 97 AND column_id = 0"));
    }

    [Fact]
    public async Task Tables_of_every_kind_of_key_fill_many_images()
    {
        using var scene = await RequireSameAsync("""
            CREATE TABLE pairs (a int, b text, note text, PRIMARY KEY (a, b));
            INSERT INTO pairs SELECT i % 50, 'b' || i, repeat('n', 100) FROM generate_series(1, 30000) i ORDER BY md5(i::text);
            CREATE TABLE named (name text PRIMARY KEY, code int UNIQUE NOT NULL, at timestamptz, day date, uid uuid);
            INSERT INTO named SELECT 'n' || i, i, timestamptz '2020-01-01' + i * interval '1.000001 second', date '1990-01-01' + i, md5(i::text)::uuid FROM generate_series(1, 30000) i ORDER BY md5(i::text);
            CREATE TABLE moved (id serial PRIMARY KEY, note text NOT NULL);
            INSERT INTO moved (note) SELECT repeat('m', i % 300) FROM generate_series(1, 30000) i;
            UPDATE moved SET note = note || '!' WHERE id % 3 = 0;
            CREATE TABLE keyed (id bigint PRIMARY KEY, code text UNIQUE, EXCLUDE USING btree (code WITH =));
            INSERT INTO keyed SELECT i * 3, 'c' || i FROM generate_series(1, 9000) i ORDER BY md5(i::text);
            CREATE TABLE bare (a int, b int);
            INSERT INTO bare SELECT NULLIF(i % 5, 0), NULLIF(i % 7, 0) FROM generate_series(1, 200000) i;
            CREATE TABLE nothing ();
            INSERT INTO nothing DEFAULT VALUES;
            CREATE TABLE doubled (id int PRIMARY KEY, half int, twice int GENERATED ALWAYS AS (half * 2) STORED);
            INSERT INTO doubled SELECT i, i FROM generate_series(1, 5000) i
            """);

        Assert.Equal(200_000, scene.Scalar<long>("SELECT max(rowid) FROM bare"));
        Assert.Equal(30_000, scene.Scalar<long>("SELECT max(rowid) FROM pairs"));
    }

    private static async Task<CopyScene> RequireSameAsync(string sql)
    {
        var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + sql);

        var report = await DataCopy.RunAsync(scene.Request() with { Mode = DataCopyMode.Translate, IntegrityCheck = true, ChunkBytes = 1 << 20 }, CancellationToken.None);

        Assert.True(report.Ok);
        Assert.NotNull(report.Verification);
        Assert.All(report.Verification.Tables, table => Assert.True(table.Ok, table.Name));
        return scene;
    }
}
