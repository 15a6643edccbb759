using System.Text;
using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Data.Tests.DataMigration.Streaming;

/// <summary>From the text of a change to the text of the target.</summary>
public sealed class StreamedTextTests
{
    [Theory]
    [InlineData("$1,234.56", 2, "1234.56")]
    [InlineData("-$0.01", 2, "-0.01")]
    [InlineData("$12.34", 0, "1234")]
    [InlineData("-$12.34", 3, "-1.234")]
    [InlineData("$0.00", 3, "0.000")]
    [InlineData("-$92,233,720,368,547,758.08", 2, "-92233720368547758.08")]
    public void Money_is_counted_in_the_units_of_its_own_locale(string text, int digits, string numeric) =>
        Assert.Equal(numeric, Encoding.UTF8.GetString(MoneyText.ToNumeric(Encoding.UTF8.GetBytes(text), digits)));

    [Theory]
    [InlineData("{}", (byte)ArrayElement.Number, "[]")]
    [InlineData("{1,NULL,-2}", (byte)ArrayElement.Number, "[1,null,-2]")]
    [InlineData("{1.50,NaN,1e+20}", (byte)ArrayElement.Number, "[1.50,\"NaN\",1e+20]")]
    [InlineData("{t,f,NULL}", (byte)ArrayElement.Boolean, "[true,false,null]")]
    [InlineData("{a,\"NULL\",\"\",\"b\\\"c\\\\\",\"é\t\"}", (byte)ArrayElement.Text, "[\"a\",\"NULL\",\"\",\"b\\\"c\\\\\",\"é\\t\"]")]
    [InlineData("{{1,2},{3,4}}", (byte)ArrayElement.Number, null)]
    [InlineData("[0:1]={1,2}", (byte)ArrayElement.Number, null)]
    public void Arrays_become_the_JSON_that_PostgreSQL_would_make_of_them(string literal, byte element, string? json) =>
        Assert.Equal(json, ArrayJson.Of(Encoding.UTF8.GetBytes(literal), (ArrayElement)element) is { } made ? Encoding.UTF8.GetString(made.Written) : null);
}
