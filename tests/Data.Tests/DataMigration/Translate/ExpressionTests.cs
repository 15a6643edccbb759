using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("((i > 0) AND (b IS NOT TRUE))", "((\"i\" > 0) AND (\"b\" IS NOT TRUE))")]
    [InlineData("((v)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[]))", "(\"v\" IN ('a', 'it''s'))")]
    [InlineData("(v !~~ 'a_*%'::text)", "(\"v\" NOT GLOB 'a?[*]*')")]
    [InlineData("(n >= (0)::numeric)", "(substr(\"n\", 1, 1) <> '-')")]
    [InlineData("(n < 1.50)", "(NOT \"n\" = 'NaN' AND CAST(\"n\" AS REAL) < 1.5)")]
    [InlineData("(d > '2020-01-01'::date)", "(\"d\" > '2020-01-01')")]
    [InlineData("(u = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)", "(\"u\" = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')")]
    [InlineData("(length(TRIM(BOTH FROM v)) > 2)", "(length(trim(\"v\")) > 2)")]
    [InlineData("(i IS DISTINCT FROM '-1'::integer)", "(\"i\" IS NOT -1)")]
    [InlineData("(i OPERATOR(pg_catalog.=) 1)", "(\"i\" = 1)")]
    [InlineData("CASE WHEN b THEN (i = 1) ELSE NULL::boolean END", "CASE WHEN \"b\" THEN (\"i\" = 1) ELSE NULL END")]
    public void What_means_the_same_is_translated(string expression, string sql)
    {
        var translation = Translation.Of(expression, Column, condition: true);

        Assert.Null(translation.Refusal);
        Assert.Equal(sql, translation.Sql!.Text);
        Assert.Null(translation.Difference);
    }

    [Theory]
    [InlineData("(lower(v) = 'a'::text)")]
    [InlineData("(v ~~* 'a%'::text)")]
    public void What_folds_letters_is_changed_and_no_check(string expression)
    {
        var translation = Translation.Of(expression, Column, condition: true);

        Assert.NotNull(translation.Difference);
        Assert.True(translation.MayRefuse);
    }

    [Theory]
    [InlineData("((n * (2)::numeric) > (1)::numeric)")]
    [InlineData("(v > 'a'::text)")]
    [InlineData("(public.f(i) > 0)")]
    [InlineData("(v ~ '^a'::text)")]
    [InlineData("(i OPERATOR(public.=) 1)")]
    [InlineData("(EXISTS ( SELECT 1))")]
    [InlineData("((i ^ (2)::double precision) > (1)::double precision)")]
    [InlineData("(n < 1.5e0)")]
    [InlineData("(i > 0) garbage")]
    [InlineData("(v = 'open")]
    public void What_would_mean_something_else_is_refused(string expression) =>
        Assert.NotNull(Translation.Of(expression, Column, condition: true).Refusal);

    private static SqlPart? Column(IReadOnlyList<string> path)
    {
        SourceType? type = path[0] switch
        {
            "i" => new SourceType("int4", 'b', -1),
            "b" => new SourceType("bool", 'b', -1),
            "v" => new SourceType("varchar", 'b', -1),
            "n" => new SourceType("numeric", 'b', ((12 << 16) | 2) + 4),
            "d" => new SourceType("date", 'b', -1),
            "u" => new SourceType("uuid", 'b', -1),
            _ => null,
        };
        return type is null ? null : new SqlPart($"\"{path[0]}\"", ExprType.Of(type, byBytes: false, deterministic: true));
    }
}
