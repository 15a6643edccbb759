using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Tenants;

public sealed class TenantSlugTests
{
    [Theory]
    [InlineData("sharma")]
    [InlineData("a")]
    [InlineData("0-day")]
    [InlineData("abcdefghij-abcdefghij-abcdefghij-abcdefg")]
    public void A_good_slug_becomes_a_file_in_the_tenants_directory(string slug)
    {
        using var directory = new TestDirectory();
        Assert.Equal(Path.Combine(directory.Path, "tenants", slug + ".db"), new DatabaseLocations(directory.Path).Tenant(slug));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("%2f")]
    [InlineData("a%2fb")]
    [InlineData("Sharma")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("central")]
    [InlineData("api")]
    [InlineData("abcdefghij-abcdefghij-abcdefghij-abcdefgh")]
    public void A_bad_slug_is_refused_by_name(string slug)
    {
        var refused = Assert.Throws<ArgumentException>(() => new DatabaseLocations(".").Tenant(slug));
        Assert.Contains(slug.Length == 0 ? "empty" : slug.Replace('\n', '?').Replace('\0', '?'), refused.Message, StringComparison.Ordinal);
    }
}
