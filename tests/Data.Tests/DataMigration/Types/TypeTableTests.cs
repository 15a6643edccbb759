namespace AdminApp.Data.Tests.DataMigration.Types;

public sealed class TypeTableTests(CopiedTypes copied) : IClassFixture<CopiedTypes>
{
    public static TheoryData<string> Types => [.. TypeRows.All.Select(row => row.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_is_stored_as_documented(string type)
    {
        var row = TypeRows.All.Single(row => row.Type == type);
        if (copied.Lacks(row))
            return;

        var stored = copied.Stored(row);

        Assert.Equal(row.Values.Length + 1, stored.Count);
        foreach (var (expected, (kind, value)) in row.Values.Select(value => value.Stored).Append(null).Zip(stored))
        {
            Assert.Equal(TypeOf(expected), kind);
            Assert.Equal(expected, value);
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
