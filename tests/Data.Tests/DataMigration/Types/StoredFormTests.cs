using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.DataMigration.Types;

/// <summary>A table for each case, copied once; the copy's own verification has compared every value with PostgreSQL's text.</summary>
public sealed class StoredForms : IAsyncLifetime, IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly Dictionary<(string Type, string Value), int> _numbers = [];

    public async Task InitializeAsync()
    {
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        var cases = StoredFormTests.Cases.Select(data => ((string)data[0], (string)data[1])).Concat(StoredFormTests.ExactCases.Select(data => ((string)data[0], (string)data[1]))).Distinct().ToArray();
        var sql = "CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy'); CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100); CREATE TYPE pair AS (a integer, b text);";
        foreach (var (type, value) in cases)
        {
            _numbers[(type, value)] = _numbers.Count + 1;
            sql += $"CREATE TABLE t{_numbers.Count} (id integer PRIMARY KEY, v {type}); INSERT INTO t{_numbers.Count} VALUES (1, {value}), (2, NULL);";
        }
        await PostgresCluster.ExecuteAsync(source, sql);
        var report = await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = _directory.File("types.db"), Mode = DataCopyMode.Translate }, default);
        Assert.True(report.Verification!.Ok);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _directory.Dispose();

    /// <returns>SQLite's type and value of the case's row, and of its NULL; and the exact text of the sidecar.</returns>
    public (string Stored, string Missing, string? Exact) Read(string type, string value)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.File("types.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT (SELECT typeof(v) || ' ' || CASE typeof(v) WHEN 'blob' THEN hex(v) WHEN 'real' THEN printf('%!.17g', v) WHEN 'null' THEN '' ELSE v END FROM t{_numbers[(type, value)]} WHERE id = 1),
                   (SELECT typeof(v) FROM t{_numbers[(type, value)]} WHERE id = 2),
                   (SELECT pgtext FROM _pg_exact e JOIN _pg_table t ON t.id = e.table_id WHERE t.name = 't{_numbers[(type, value)]}' AND e.row_id = 1)
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2));
    }
}

/// <summary>The type table of docs/data-migration.md, row by row: what is stored for ordinary, extreme and odd values.</summary>
public sealed class StoredFormTests(StoredForms forms) : IClassFixture<StoredForms>
{
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { "smallint", "-32768", "integer -32768" },
        { "integer", "2147483647", "integer 2147483647" },
        { "bigint", "-9223372036854775808", "integer -9223372036854775808" },
        { "bigint", "9223372036854775807", "integer 9223372036854775807" },
        { "oid", "4294967295", "integer 4294967295" },
        { "numeric(12,2)", "0", "text 0.0" },
        { "numeric(12,2)", "-9999999999.90", "text -9999999999.9" },
        { "numeric(5,0)", "100", "text 100.0" },
        { "numeric(38,30)", "0.000000000000000000000000000001", "text 0.000000000000000000000000000001" },
        { "numeric", "12345678901234567890123456789012345678901234567890.5", "text 12345678901234567890123456789012345678901234567890.5" },
        { "numeric", "1e-40", "text 0.0000000000000000000000000000000000000001" },
        { "numeric", "7", "text 7.0" },
        { "numeric", "'NaN'", "text NaN" },
        { "numeric", "'-Infinity'", "text -Infinity" },
        { "money", "'-92233720368547758.08'", "text -92233720368547758.08" },
        { "real", "0.1", "real 0.10000000000000001" },
        { "real", "'Infinity'", "real Inf" },
        { "double precision", "0.1", "real 0.10000000000000001" },
        { "double precision", "'-Infinity'", "real -Inf" },
        { "boolean", "true", "integer 1" },
        { "boolean", "false", "integer 0" },
        { "char(5)", "'ab'", "text ab   " },
        { "varchar(5)", "'ab '", "text ab " },
        { "varchar(5)", "''", "text " },
        { "text", "E'tab\\there, \"quoted\", back\\\\slash\\nline'", "text tab\there, \"quoted\", back\\slash\nline" },
        { "text", "'東京 Zürich 🙂'", "text 東京 Zürich 🙂" },
        { "name", "'relation'", "text relation" },
        { "\"char\"", "'x'", "text x" },
        { "bytea", "''", "blob " },
        { "bytea", "'\\x00ff10'", "blob 00FF10" },
        { "date", "'2024-02-29'", "text 2024-02-29" },
        { "date", "'infinity'", "text infinity" },
        { "date", "'0044-03-15 BC'", "text 0044-03-15 BC" },
        { "date", "'12345-01-02'", "text 12345-01-02" },
        { "date", "'9999-12-31'", "text 9999-12-31" },
        { "timestamp", "'2024-02-29 23:59:59.999999'", "text 2024-02-29 23:59:59.999999" },
        { "timestamp", "'2024-02-29 10:00:00.5'", "text 2024-02-29 10:00:00.5" },
        { "timestamp(0)", "'2024-02-29 10:00'", "text 2024-02-29 10:00:00" },
        { "timestamp", "'-infinity'", "text -infinity" },
        { "timestamp", "'0001-01-01 00:00:00.000001 BC'", "text 0001-01-01 00:00:00.000001 BC" },
        { "timestamp", "'294276-12-31 23:59:59.999999'", "text 294276-12-31 23:59:59.999999" },
        { "timestamptz", "'2024-01-01 00:00:00.25+05:30'", "text 2023-12-31 18:30:00.25" },
        { "timestamptz", "'infinity'", "text infinity" },
        { "timestamptz", "'0044-03-15 12:00:00+00 BC'", "text 0044-03-15 12:00:00 BC" },
        { "time", "'24:00:00'", "text 24:00:00" },
        { "timetz", "'10:00:00.5+05:30'", "text 10:00:00.5+05:30" },
        { "interval", "'1 year 2 mons -3 days 04:05:06.000007'", "text 1 year 2 mons -3 days +04:05:06.000007" },
        { "uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "text A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11" },
        { "json", "'{ \"b\":1,  \"a\" : 1, \"a\":2 }'", "text { \"b\":1,  \"a\" : 1, \"a\":2 }" },
        { "jsonb", "'{ \"b\":1.10,  \"a\" : 1, \"a\":2 }'", "text {\"a\": 2, \"b\": 1.10}" },
        { "integer[]", "'{1,NULL,-3}'", "text [1,null,-3]" },
        { "integer[]", "'{}'", "text []" },
        { "integer[]", "'{{1,2},{3,4}}'", "text {{1,2},{3,4}}" },
        { "integer[]", "'[0:1]={7,8}'", "text [0:1]={7,8}" },
        { "text[]", "ARRAY['a b', '', 'NULL', NULL, 'q\"\\', '{,}']", "text [\"a b\",\"\",\"NULL\",null,\"q\\\"\\\\\",\"{,}\"]" },
        { "numeric[]", "'{1.10,2}'", "text [1.10,2]" },
        { "double precision[]", "'{0.1,NaN}'", "text [0.1,\"NaN\"]" },
        { "boolean[]", "'{t,f}'", "text [true,false]" },
        { "mood[]", "'{sad,so-so}'", "text [\"sad\",\"so-so\"]" },
        { "timestamp[]", "'{2024-01-01 10:00}'", "text {\"2024-01-01 10:00:00\"}" },
        { "mood", "'so-so'", "text so-so" },
        { "percent", "12.50", "text 12.5" },
        { "pair", "ROW(1, 'x y')", "text (1,\"x y\")" },
        { "pair", "ROW(NULL, NULL)", "text (,)" },
        { "int4range", "'[1,5)'", "text [1,5)" },
        { "tstzrange", "'[2024-01-01 00:00+00,)'", "text [\"2024-01-01 00:00:00+00\",)" },
        { "inet", "'192.168.1.5'", "text 192.168.1.5" },
        { "inet", "'::1/64'", "text ::1/64" },
        { "cidr", "'10.0.0.0/8'", "text 10.0.0.0/8" },
        { "macaddr", "'08:00:2b:01:02:03'", "text 08:00:2b:01:02:03" },
        { "bit(5)", "B'10110'", "text 10110" },
        { "varbit", "B''", "text " },
        { "tsvector", "'fat:2 cat:1A'", "text 'cat':1A 'fat':2" },
        { "xml", "'<a b=\"c\">é</a>'", "text <a b=\"c\">é</a>" },
        { "point", "'(1.5,-2)'", "text (1.5,-2)" },
        { "polygon", "'((0,0),(1,1),(1,0))'", "text ((0,0),(1,1),(1,0))" },
        { "pg_lsn", "'16/B374D848'", "text 16/B374D848" },
    };

    /// <summary>What the stored form cannot hold, with its exact text.</summary>
    public static TheoryData<string, string, string, string> ExactCases { get; } = new()
    {
        { "numeric", "1.50", "text 1.5", "1.50" },
        { "money", "'1234.50'", "text 1234.5", "1234.50" },
        { "numeric", "-0.000", "text 0.0", "0.000" },
        { "real", "'NaN'", "null ", "NaN" },
        { "double precision", "'NaN'", "null ", "NaN" },
        { "double precision", "'-0'", "real 0.0", "-0" },
        { "real", "'-0'", "real 0.0", "-0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_is_stored_in_its_documented_form(string type, string value, string stored) =>
        Assert.Equal((stored, "null", null), forms.Read(type, value));

    [Theory]
    [MemberData(nameof(ExactCases))]
    public void A_value_the_form_cannot_hold_is_exact_in_the_sidecar(string type, string value, string stored, string exact) =>
        Assert.Equal((stored, "null", exact), forms.Read(type, value));
}
