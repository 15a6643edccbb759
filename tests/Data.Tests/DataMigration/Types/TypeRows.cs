namespace AdminApp.Data.Tests.DataMigration.Types;

/// <summary>The type table of docs/data-migration.md, with values that are easily lost.</summary>
internal static class TypeRows
{
    public const string Types = """
        CREATE TYPE mood AS ENUM ('sad', 'so so', 'so-so', 'Happy');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE DOMAIN price AS numeric(6,2);
        CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100);
        CREATE TYPE pair AS (a int, b text);
        """;

    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    private static readonly Dictionary<string, string> InReal = new() { ["'NaN'"] = "NaN", ["'-0'"] = "-0" };

    public static IReadOnlyList<TypeRow> All { get; } = [.. Numbers(), .. Texts(), .. Times(), .. Arrays(), .. Others()];

    public static int IndexOf(TypeRow row) => All.TakeWhile(other => other.Type != row.Type).Count();

    private static TypeRow[] Numbers() =>
    [
        new("smallint", ("-32768", -32768L), ("32767", 32767L)),
        new("integer", ("-2147483648", -2147483648L), ("0", 0L), ("2147483647", 2147483647L)),
        new("bigint", ("'-9223372036854775808'", long.MinValue), ("9223372036854775807", long.MaxValue)),
        new("oid", ("0", 0L), ("4294967295", 4294967295L)),
        new("numeric(12,2)", ("1234.50", "1234.5"), ("0", "0.0"), ("-0.01", "-0.01"), ("9999999999.99", "9999999999.99"), ("-9999999999.90", "-9999999999.9"), ("'NaN'", "NaN")),
        new("numeric", ("1.500", "1.5"), ("100", "100.0"), ("0.00", "0.0"), ("'NaN'", "NaN"), ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890.0"),
            ("-0.0000000000000000000000000000000000000001", "-0.0000000000000000000000000000000000000001"), ("1e400", "1" + new string('0', 400) + ".0"),
            ("12345678901234567890123456789012345678901234567890.5", "12345678901234567890123456789012345678901234567890.5"), ("1e-40", "0.0000000000000000000000000000000000000001"), ("7", "7.0"), ("1.50", "1.5"), ("-0.000", "0.0"))
        {
            Exact = new Dictionary<string, string> { ["1.500"] = "1.500", ["0.00"] = "0.00", ["1.50"] = "1.50", ["-0.000"] = "0.000" },
        },
        new("numeric(5,0)", ("100", "100.0")),
        new("numeric(38,30)", ("0.000000000000000000000000000001", "0.000000000000000000000000000001")),
        new("numeric(4,4)", ("0.1234", "0.1234"), ("-0.0001", "-0.0001")),
        new("decimal", ("'Infinity'", "Infinity"), ("'-Infinity'", "-Infinity")) { Since = 14 },
        new("numeric(3,-2)", ("12345", "12300.0"), ("0", "0.0")) { Since = 15 },
        new("real", ("0.1", 0.1), ("'3.4028235e38'", 3.4028235e38), ("'1e-45'", 1e-45), ("'-0'", 0.0), ("'NaN'", null), ("'-Infinity'", double.NegativeInfinity), ("'Infinity'", double.PositiveInfinity), ("16777216", 16777216.0)) { Exact = InReal },
        new("double precision", ("'5e-324'", 5e-324), ("'1.7976931348623157e308'", double.MaxValue), ("0.1", 0.1), ("'-0'", 0.0), ("'NaN'", null),
            ("'Infinity'", double.PositiveInfinity), ("'-Infinity'", double.NegativeInfinity), ("1", 1.0), ("9007199254740993", 9007199254740992.0)) { Exact = InReal },
        new("money", ("1234.50", "1234.5"), ("0", "0.0"), ("'-92233720368547758.08'", "-92233720368547758.08"), ("'92233720368547758.07'", "92233720368547758.07"))
        {
            Exact = new Dictionary<string, string> { ["1234.50"] = "1234.50", ["0"] = "0.00" },
        },
        new("boolean", ("true", 1L), ("false", 0L)),
        new("positive", ("7", 7L)),
        new("percent", ("12.50", "12.5")),
        new("price", ("1.5", "1.5"), ("-9999.99", "-9999.99")),
    ];

    private static TypeRow[] Texts() =>
    [
        new("char(5)", ("'ab'", "ab   "), ("''", "     "), ("'ñ'", "ñ    ")),
        TypeRow.Same("varchar(5)", "ab ", ""),
        TypeRow.Same("varchar(10)", "", "  x  ", "1e5", "0101", "ÀÈ🎉🎉🎉🎉"),
        TypeRow.Same("text", "", "NULL", "\\N", "a\nb\r\n\tc\\d", "O'Brien \"quoted\"", "🎉 e\u0301 \u200f\uffff", "\u0001\u007f", "007", "tab\there, \"quoted\", back\\slash\nline", "東京 Zürich 🙂", new string('x', 100_000)),
        TypeRow.Same("name", "abc", "", "relation"),
        TypeRow.Same("\"char\"", "x", ""),
        TypeRow.Same("citext", "MiXed", "") with { Extension = "citext" },
        new("bytea", ("''", Array.Empty<byte>()), ("'\\x00ff10'", new byte[] { 0x00, 0xFF, 0x10 }), ($"'\\x{Convert.ToHexString(AllBytes)}'", AllBytes)),
        TypeRow.Same("json", "{\"a\" : 1,  \"a\":2 }", "null", " [1.50]\n", "{ \"b\":1,  \"a\" : 1, \"a\":2 }"),
        new("jsonb", ("""'{"b":1.50,"a":null,"b":2}'""", """{"a": null, "b": 2}"""), ("""'{ "b":1.10,  "a" : 1, "a":2 }'""", """{"a": 2, "b": 1.10}"""), ("'[1.50, 1e3]'", "[1.50, 1000]"), ("'null'", "null"), ("'\"🎉\\n\"'", "\"🎉\\n\"")),
        TypeRow.Same("xml", "<a>é &amp; b</a>", "<a b=\"c\">é</a>", "<?xml version=\"1.0\" standalone=\"yes\"?><a/>", ""),
        TypeRow.Same("mood", "sad", "so so", "so-so", "Happy"),
        new("uuid", ("'c0ffee00-0000-4000-8000-0000000000ab'", "C0FFEE00-0000-4000-8000-0000000000AB"), ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"), ("'00000000-0000-0000-0000-000000000000'", "00000000-0000-0000-0000-000000000000")),
    ];

    private static TypeRow[] Times() =>
    [
        TypeRow.Same("date", "2024-02-29", "0001-01-01", "9999-12-31", "infinity", "-infinity", "0044-03-15 BC", "4714-11-24 BC", "12345-01-01", "12345-01-02", "5874897-12-31"),
        TypeRow.Same("timestamp", "2024-01-02 03:04:05", "2024-01-02 03:04:05.123456", "2024-01-02 03:04:05.1", "0001-01-01 00:00:00", "9999-12-31 23:59:59.999999", "1969-12-31 23:59:59.999999",
            "2024-02-29 23:59:59.999999", "2024-02-29 10:00:00.5", "infinity", "-infinity", "0044-03-15 12:00:00 BC", "0001-01-01 00:00:00.000001 BC", "294276-12-31 23:59:59.999999"),
        new("timestamp(0)", ("'2024-02-29 10:00'", "2024-02-29 10:00:00")),
        new("timestamp(3)", ("'2024-01-02 03:04:05.123456'", "2024-01-02 03:04:05.123"), ("'2024-01-02 23:59:59.9999'", "2024-01-03 00:00:00")),
        new("timestamptz", ("'2024-01-01 00:00:00+05:30'", "2023-12-31 18:30:00"), ("'2024-01-01 00:00:00.25+05:30'", "2023-12-31 18:30:00.25"), ("'2024-06-30 23:59:59.000001-12'", "2024-07-01 11:59:59.000001"), ("'infinity'", "infinity"), ("'-infinity'", "-infinity"),
            ("'0044-03-15 12:00:00+00 BC'", "0044-03-15 12:00:00 BC"), ("'12345-01-01 00:00:00+00'", "12345-01-01 00:00:00")),
        TypeRow.Same("time", "00:00:00", "24:00:00", "23:59:59.999999"),
        TypeRow.Same("timetz", "12:34:56+05:30", "24:00:00-15:59:59", "00:00:00+00", "10:00:00.5+05:30"),
        TypeRow.Same("interval", "00:00:00", "1 year 2 mons -3 days +04:05:06.7", "-1 mons", "-00:00:00.000001", "178000000 years", "-10 years -11 mons +12 days")
            .And(("'1 year 2 mons -3 days 04:05:06.000007'", "1 year 2 mons -3 days +04:05:06.000007")),
    ];

    private static TypeRow[] Arrays() =>
    [
        new("int[]", ("'{1,2,NULL}'", "[1,2,null]"), ("'{1,NULL,-3}'", "[1,null,-3]"), ("'{}'", "[]"), ("'{{1,2},{3,4}}'", "{{1,2},{3,4}}"), ("'[0:1]={7,8}'", "[0:1]={7,8}"), ("'[-2:-2]={7}'", "[-2:-2]={7}")),
        new("text[]", ("""ARRAY['a"b', '', 'NULL', NULL, 'x,y', E'l\nf', '🎉', E'\\', '{}', ' ']""", """["a\"b","","NULL",null,"x,y","l\nf","🎉","\\","{}"," "]"""), ("'{}'", "[]"), ("'{{a,\"b c\"}}'", "{{a,\"b c\"}}"),
            ("""ARRAY['a b', '', 'NULL', NULL, 'q"\', '{,}']""", """["a b","","NULL",null,"q\"\\","{,}"]""")),
        new("float8[]", ("'{1,NaN,Infinity,-Infinity,0.1,NULL}'", """[1,"NaN","Infinity","-Infinity",0.1,null]"""), ("'{0.1,NaN}'", """[0.1,"NaN"]""")),
        new("numeric[]", ("'{1.50,NaN,100,0.00}'", """[1.50,"NaN",100,0.00]"""), ("'{1.10,2}'", "[1.10,2]")),
        new("bool[]", ("'{t,f,NULL}'", "[true,false,null]"), ("'{t,f}'", "[true,false]")),
        new("uuid[]", ("'{c0ffee00-0000-4000-8000-0000000000ab}'", """["c0ffee00-0000-4000-8000-0000000000ab"]""")),
        new("mood[]", ("'{sad,\"so so\"}'", """["sad","so so"]"""), ("'{sad,so-so}'", """["sad","so-so"]""")),
        TypeRow.Same("timestamp[]", "{\"2024-01-01 00:00:00\",infinity,NULL}").And(("'{2024-01-01 10:00}'", "{\"2024-01-01 10:00:00\"}")),
        TypeRow.Same("bytea[]", "{\"\\\\x00ff\",\"\\\\x\"}"),
        TypeRow.Same("positive[]", "{1,2}"),
        TypeRow.Same("pair[]", "{\"(1,\\\"x y\\\")\"}"),
    ];

    private static TypeRow[] Others() =>
    [
        new("pair", ("ROW(1, 'x y')", "(1,\"x y\")"), ("ROW(NULL, NULL)", "(,)"), ("ROW(2, '')", "(2,\"\")")),
        new("int4range", ("'[1,5]'", "[1,6)"), ("'[1,5)'", "[1,5)"), ("'empty'", "empty"), ("'(,)'", "(,)")),
        TypeRow.Same("numrange", "[1.50,2.0)", "(,0)"),
        TypeRow.Same("daterange", "[2024-01-01,infinity)", "empty"),
        TypeRow.Same("tstzrange", "[\"2024-01-01 00:00:00+00\",infinity)").And(("'[2024-01-01 00:00+00,)'", "[\"2024-01-01 00:00:00+00\",)")),
        TypeRow.Same("int4multirange", "{[1,3),[5,6)}", "{}") with { Since = 14 },
        TypeRow.Same("inet", "10.0.0.1", "10.0.0.1/8", "::1", "192.168.1.5", "::1/64", "2001:db8::/32"),
        TypeRow.Same("cidr", "10.0.0.0/8", "10.0.0.1/32", "::/0"),
        TypeRow.Same("macaddr", "08:00:2b:01:02:03"),
        TypeRow.Same("macaddr8", "08:00:2b:01:02:03:04:05"),
        TypeRow.Same("bit(5)", "10101", "00000").And(("B'10110'", "10110")),
        TypeRow.Same("varbit", "", "1", "0001"),
        TypeRow.Same("tsvector", "'a':1 'b':2A", "").And(("'fat:2 cat:1A'", "'cat':1A 'fat':2")),
        TypeRow.Same("tsquery", "'a' & !'b'"),
        TypeRow.Same("point", "(1.5,-0)", "(1.5,-2)", "(1e+300,NaN)"),
        TypeRow.Same("line", "{1,2,3}"),
        TypeRow.Same("lseg", "[(0,0),(1,1)]"),
        TypeRow.Same("box", "(1,1),(0,0)"),
        TypeRow.Same("path", "[(0,0),(1,1)]", "((0,0),(1,1))"),
        TypeRow.Same("polygon", "((0,0),(1,0),(1,1))", "((0,0),(1,1),(1,0))"),
        TypeRow.Same("circle", "<(0,0),1.5>"),
        TypeRow.Same("pg_lsn", "16/B374D848", "0/0"),
        TypeRow.Same("jsonpath", "$.\"a\"[*]"),
        TypeRow.Same("xid", "42"),
        TypeRow.Same("hstore", "\"a\"=>\"1\", \"b\"=>NULL", "") with { Extension = "hstore" },
    ];
}
