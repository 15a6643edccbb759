namespace AdminApp.Data.Tests.DataMigration.Types;

/// <summary>The type table of docs/data-migration.md; the copy's own verification has compared every value with PostgreSQL's text.</summary>
public sealed class TypeTableTests(CopiedTypes copied) : IClassFixture<CopiedTypes>
{
    public static TheoryData<string> Types => [.. TypeRows.All.Select(row => row.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_is_stored_as_documented_and_what_that_cannot_hold_is_in_the_sidecar(string type)
    {
        var row = TypeRows.All.Single(row => row.Type == type);
        if (copied.Lacks(row))
            return;

        var stored = copied.Stored(row);

        Assert.Equal(row.Values.Length + 1, stored.Count);
        foreach (var (expected, (kind, value, exact)) in row.Values.Append(("NULL", null)).Zip(stored))
        {
            Assert.Equal(TypeOf(expected.Stored), kind);
            Assert.Equal(expected.Stored, value);
            Assert.Equal(row.Exact.GetValueOrDefault(expected.Sql), exact);
        }
    }

    private static string TypeOf(object? value) => value switch
    {
        long => "integer",
        double => "real",
        string => "text",
        byte[] => "blob",
        _ => "null",
    };
}
