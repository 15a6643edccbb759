using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class ExpressionRefusalTests
{
    [Theory]
    [InlineData("i IN (1)", "it uses 'IN' in a way that is not translated")]
    [InlineData("a[1] = 1", "an element of an array")]
    [InlineData("(k).b = 1", "a field of a composite value")]
    [InlineData("(i, 1) = (1, 1)", "a row of values")]
    [InlineData("ROW(i, 1) = ROW(1, 2)", "a row of values")]
    [InlineData(", i", "it uses ','")]
    [InlineData("X'1F' = i", "it uses '1F'")]
    [InlineData("CURRENT_DATE > d", "CURRENT_DATE()")]
    [InlineData("CURRENT_TIME(3) > m", "CURRENT_TIME()")]
    [InlineData("(v)::character varying(3) = 'a'", "limited length")]
    [InlineData("OVERLAY(v PLACING 'a' FROM 1) = 'b'", "it calls OVERLAY() in a way")]
    [InlineData("ts AT TIME 5", "it uses 'AT'")]
    [InlineData("(ts AT TIME ZONE 'Europe/Berlin'::text) > ts", "timezone()")]
    [InlineData("timezone('UTC', i) > ts", "timezone()")]
    [InlineData("e > 'sad'::public.mood", "the order of an enum's labels")]
    [InlineData("ci > 'a'::public.citext", "citext by order")]
    [InlineData("t = 'a'::text", "different texts can be equal")]
    [InlineData("o = o", "values of type box")]
    [InlineData("o = '(1,1)'", "a constant of type box")]
    [InlineData("d < ts", "it compares date with timestamp")]
    [InlineData("lower(DISTINCT v) = 'a'", "it calls lower()")]
    [InlineData("count(*) > 1", "it calls count()")]
    [InlineData("count(i) FILTER (WHERE b) > 1", "it calls count()")]
    [InlineData("CASE WHEN b THEN i ELSE v END = 1", "values of type integer and text")]
    [InlineData("CASE WHEN b THEN NULL ELSE NULL END", "it is of no type")]
    [InlineData("NULLIF(c, 'a') IS NULL", "nullif()")]
    [InlineData("substr(v, i) = 'a'", "whose place is computed")]
    [InlineData("length(i) = 1", "it calls length() with integer")]
    [InlineData("ARRAY[i] IS NULL", "it builds an array")]
    [InlineData("- n > 0", "it uses - on numeric")]
    [InlineData("(v || b) = 'a'", "it joins a boolean to a text")]
    [InlineData("i < ANY (ARRAY[1, 2])", "it uses < ANY")]
    [InlineData("i = ANY (a)", "an array that is no constant")]
    [InlineData("v = ANY ('{\"a\",b}'::text[])", "no simple list")]
    [InlineData("k IS NULL", "whether a composite value is NULL")]
    [InlineData("(n IS DISTINCT FROM (i)::numeric)", "a numeric with a whole number")]
    [InlineData("(d)::text = '2020-01-01'", "it casts date to text")]
    [InlineData("('2020-01-01'::date)::integer = 1", "it casts date to integer")]
    [InlineData("(d)::integer = 1", "it casts date to integer")]
    [InlineData("v ~~ v", "a pattern that is no constant text")]
    [InlineData("v ~~ 'a\\'", "its pattern ends with an escape")]
    [InlineData("v = E'\\z'", "an escape that PostgreSQL itself does not write")]
    [InlineData("n = 'NaN'::numeric", "a constant of type numeric")]
    [InlineData("n = 12345678901234567890123456789.5", "a constant of type numeric")]
    [InlineData("(i", "its text ends early")]
    [InlineData("CASE WHEN b THEN 1", "its text ends early")]
    [InlineData("(i IS DOCUMENT)", "it uses IS DOCUMENT")]
    [InlineData("nowhere = 1", "it reads nowhere")]
    public void Each_refusal_names_what_SQLite_cannot_do_alike(string expression, string reason) =>
        Assert.Contains(reason, Of(expression).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Nesting_that_SQLite_would_refuse_is_refused() =>
        Assert.Equal("it is nested too deeply", Of(new string('(', 200) + "b" + new string(')', 200)).Refusal);

    [Theory]
    [InlineData("pg_catalog.abs(i) = 1", "(abs(\"i\") = 1)")]
    [InlineData("i > - 5", "(\"i\" > -5)")]
    [InlineData("i > - (-5)", "(\"i\" > 5)")]
    [InlineData("'5' = i", "(5 = \"i\")")]
    [InlineData("i IS DISTINCT FROM NULL", "(\"i\" IS NOT NULL)")]
    [InlineData("v = E'a\\n\\t\\r\\b\\f\\\\\\''", "(\"v\" = 'a\n\t\r\b\f\\''')")]
    [InlineData("ts < 'infinity'::date", "(\"ts\" < 'infinity')")]
    [InlineData("d = '2020-01-01 00:00:00'::timestamp without time zone", "(\"d\" = '2020-01-01')")]
    [InlineData("i <> ALL ('{}'::integer[])", "1")]
    public void What_PostgreSQL_writes_in_rare_ways_is_read(string expression, string sql) =>
        Assert.Equal(sql, Of(expression).Sql?.Text);

    private static Translation Of(string expression) => Translation.Of(expression, Column, condition: true);

    private static SqlPart? Column(IReadOnlyList<string> path)
    {
        SourceType? type = path[0] switch
        {
            "i" => new SourceType("int4", 'b', -1),
            "b" => new SourceType("bool", 'b', -1),
            "v" or "t" => new SourceType("varchar", 'b', -1),
            "c" => new SourceType("bpchar", 'b', -1),
            "n" => new SourceType("numeric", 'b', ((12 << 16) | 2) + 4),
            "f" => new SourceType("float8", 'b', -1),
            "d" => new SourceType("date", 'b', -1),
            "m" => new SourceType("time", 'b', -1),
            "ts" => new SourceType("timestamp", 'b', -1),
            "o" or "a" => new SourceType("box", 'b', -1),
            "e" => new SourceType("mood", 'e', -1),
            "k" => new SourceType("pair", 'c', -1),
            "ci" => new SourceType("citext", 'b', -1),
            _ => null,
        };
        return type is null ? null : new SqlPart($"\"{path[0]}\"", ExprType.Of(type, byBytes: false, deterministic: path[0] != "t"));
    }
}
