using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.Tests.DataMigration.Back;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Translate;

/// <summary>Conditions asked of PostgreSQL and, once copied, of SQLite.</summary>
public sealed class ExpressionMeaningTests
{
    private const string Rows = """
        CREATE TYPE feeling AS ENUM ('sad', 'ok', 'happy');
        CREATE EXTENSION IF NOT EXISTS citext;
        CREATE TABLE asked (id int PRIMARY KEY, s smallint, i int, j bigint, b bool, v varchar(20), c char(5), x text COLLATE "C", n numeric(12,2), o numeric(10,1), r real, f float8,
            d date, ts timestamp, tz timestamptz, m time, u uuid, y bytea, e feeling, ci citext);
        INSERT INTO asked VALUES
            (1, 1, 1, 1, true, 'abc', 'ab', 'abc', 1.00, 1.5, 0.5, 0.5, '2020-01-01', '2020-01-01 00:00', '2020-01-01 00:00+00', '11:00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\x0102', 'sad', 'ABC'),
            (2, 1, 2, 1, false, 'a_c', 'ab x', 'aabb', 2.50, 2.5, 1.5, 'infinity', '2020-01-02', '2020-01-02 12:30', '2020-06-01 00:00+02', '12:00:01', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\x', 'ok', 'abd'),
            (3, 2, -1, 5, NULL, ' b ', '', 'b', 'NaN', 0, -0.25, '-infinity', 'infinity', 'infinity', '-infinity', '00:00', NULL, NULL, NULL, 'abc'),
            (4, 2, 0, 0, true, '', NULL, '', 0, 'NaN', 0, -3, '1999-12-31', '1999-12-31 23:59:59.5', '1999-12-31 23:59:59+00', '23:59', 'c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\xff', 'happy', ''),
            (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (6, 3, 7, -7, false, 'a\c', 'b', 'a*c?[', -0.01, -1, 100, 1e25, '2020-01-01', '2020-01-01 00:00:00.000001', '2020-01-01 00:00:01+00', '12:00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', '\x01', 'ok', 'é');
        """;

    private static readonly string[] Conditions =
    [
        "NOT b", "b IS NOT FALSE", "b IS UNKNOWN", "- i < 1", "+ i > 1", "i + 1 > j", "i - 1 = 0", "i % 2 = 1", "i / 2 = 1", "i * j > 3", "i BETWEEN 1 AND 3", "i NOT IN (1, 2)", "abs(i) = 1",
        "i::text = '1'", "b::text = 'true'", "u::text = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "e::text = 'ok'", "c::text || 'x' = 'abx'", "x || i = 'abc1'", "b::int = 1", "i::bool",
        "i::float8 > 0.5", "r::float8 > 0.5", "r = 0.5::real", "f = 'infinity'", "f > '-infinity'::float8", "f < 1e3", "f IS NOT NULL", "i::bigint = j", "s = j",
        "c = 'ab'", "c <> 'ab'", "length(c) = 2", "x > 'b'", "v COLLATE \"C\" > 'a'", "x = 'abc'::varchar(3)", "e = 'ok'", "e IN ('ok', 'sad')", "u > 'b0000000-0000-0000-0000-000000000000'", "y = '\\x0102'", "y > '\\x01'", "m > '12:00'",
        "ts > '2020-01-01'::date", "d < '2020-01-02 00:00'::timestamp", "ts::date = '2020-01-01'", "tz AT TIME ZONE 'UTC' > '2020-01-01 00:00'", "ts AT TIME ZONE 'UTC' > '2020-01-01 00:00+00'", "tz > '2020-01-01 00:00+00'",
        "n > 0", "n >= 0", "n < 0", "n <= 0", "n > 1.5", "1.5 < n", "1.5 >= n", "0.5 <= n", "2.5 > n", "2.50 = n", "n <> 1", "n > i", "i < n", "i <= n", "i >= n", "n = i", "n <> i", "n < o", "n >= o", "o <> n", "i::numeric = j::numeric", "i::numeric < j::numeric",
        "n = ANY (ARRAY[1, 2.5])", "n = ANY (ARRAY[i::numeric, 2.50])", "n <> ALL (ARRAY[i::numeric, 2.50])", "i = ANY ('{1,2}'::int[])", "i <> ALL ('{}'::int[])", "i = ANY ('{}'::int[])", "x = ANY ('{abc,b,NULL}'::text[])",
        "substring(x from 2 for 1) = 'b'", "substring(x from 2) = 'bc'", "substr(x, 2) = 'bc'", "left(x, 1) = 'a'", "right(x, 1) = 'c'", "replace(x, 'a', 'b') = 'bbbb'", "strpos(x, 'b') = 2", "octet_length(x) = 3", "octet_length(y) = 2",
        "trim(leading 'a' from x) = 'bc'", "trim(trailing 'b' from x) = 'aa'", "trim(v) = 'b'", "x LIKE 'a\\*%'", "x LIKE 'a_c'", "v LIKE 'a\\_c'", "v NOT LIKE '%c'", "x LIKE '%[%'",
        "coalesce(i, 0) = 0", "coalesce(n, 0.0) = 0", "coalesce(x, v, '') = ''", "nullif(i, 1) IS NULL", "nullif(n, 1.0) IS NULL", "CASE i WHEN 1 THEN b ELSE false END", "CASE WHEN b THEN 'a' WHEN i > 1 THEN x END = 'a'", "i IS DISTINCT FROM 1", "b IS NOT DISTINCT FROM NULL",
        "2::numeric = i::numeric", "1::numeric <> i::numeric", "ts > ('2020-01-01'::date)::timestamp", "v::bpchar = 'abc'", "lower(x) = 'abc'", "v ILIKE 'A%'",
    ];

    private static readonly string[] Queries =
    [
        "SELECT s AS id FROM asked GROUP BY s HAVING min(i) = 1", "SELECT s AS id FROM asked GROUP BY s HAVING max(i) > 0", "SELECT s AS id FROM asked GROUP BY (s) HAVING bool_and(b)", "SELECT s AS id FROM asked GROUP BY s HAVING bool_or(b)",
        "SELECT s AS id FROM asked GROUP BY s HAVING every(b)", "SELECT s AS id FROM asked GROUP BY s HAVING count(DISTINCT j) = 1", "SELECT s AS id FROM asked GROUP BY s HAVING sum(DISTINCT i) > 2", "SELECT s AS id FROM asked GROUP BY s HAVING count(*) FILTER (WHERE i > 1) = 1",
        "SELECT DISTINCT s AS id FROM asked", "SELECT id FROM asked ORDER BY id OFFSET 2", "SELECT id FROM asked ORDER BY d, id", "SELECT id FROM asked ORDER BY v, id", "SELECT id FROM asked UNION SELECT i FROM asked", "SELECT a.id FROM asked a CROSS JOIN (SELECT id FROM asked WHERE id = 2) o WHERE a.id > o.id",
        "SELECT id FROM asked ORDER BY n DESC LIMIT 2", "SELECT id FROM asked ORDER BY x NULLS FIRST LIMIT 2",
    ];

    [Fact]
    public async Task Conditions_choose_the_rows_that_PostgreSQL_chooses()
    {
        var queries = Conditions.Select(condition => $"SELECT id FROM asked WHERE {condition}").Concat(Queries).ToArray();
        using var scene = await RestoreScene.CopiedAsync(Rows + string.Concat(queries.Select((query, i) => $"CREATE VIEW asked_{i} AS {query};")));
        using var file = SqliteFile.OpenReadOnly(scene.File);

        var differing = new List<string>();
        for (var i = 0; i < queries.Length; i++)
        {
            var (source, target) = (await SourceAsync(scene.Source, i), Target(file, i));
            if (source != target)
                differing.Add($"{queries[i]}: {source} in PostgreSQL, {target} in SQLite");
        }
        Assert.True(differing.Count == 0, string.Join("\n", differing));
    }

    private static async Task<string> SourceAsync(string source, int view)
    {
        await using var connection = new NpgsqlConnection(source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM asked_{view}", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string Target(SqliteFile file, int view) =>
        file.QueryInteger($"SELECT count(*) FROM sqlite_schema WHERE name = 'asked_{view}'") == 0 ? "no view"
        : file.Query($"SELECT ifnull(group_concat(id), '') FROM (SELECT id FROM asked_{view} WHERE id IS NOT NULL ORDER BY id)")[0][0]!;
}
