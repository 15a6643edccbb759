using AdminApp.Configuration;
using AdminApp.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace AdminApp.Tests.Configuration;

public sealed class AppSettingsTests
{
    [Fact]
    public void Nothing_configured_gives_the_documented_defaults()
    {
        var settings = Read();

        Assert.Equal(Path.GetFullPath("data"), settings.DataDirectory);
        Assert.Equal((SynchronousMode.Full, 5000, 5000, 16000), (settings.Sqlite.Synchronous, settings.Sqlite.BusyTimeoutMilliseconds, settings.Sqlite.WriteWaitMilliseconds, settings.Sqlite.CacheKiB));
        Assert.Null(settings.DefaultTenant);
        Assert.False(settings.Demo.Seed);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_by_key_and_value()
    {
        var faults = Faults(("Sqlite:Synchronous", "Maybe"), ("Sqlite:CacheKiB", "12x"), ("Demo:Seed", "perhaps"), ("Tenancy:DefaultTenant", "../etc"), ("Access:TokenMinutes", "0"));

        Assert.Equal(5, faults.Count);
        foreach (var (key, value) in new[] { ("Sqlite:Synchronous", "Maybe"), ("Sqlite:CacheKiB", "12x"), ("Demo:Seed", "perhaps"), ("Tenancy:DefaultTenant", "../etc"), ("Access:TokenMinutes", "0") })
            Assert.Contains(faults, fault => fault.StartsWith($"{key} = \"{value}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("postgresql+psycopg://postgres:secret@localhost:5432/profitpath")]
    [InlineData("postgres://u:secret@h/d")]
    [InlineData("Host=db;Username=u;Password=secret")]
    public void A_PostgreSQL_address_with_provider_Sqlite_is_a_named_contradiction_without_its_password(string url)
    {
        var fault = Assert.Single(Faults(("Data:Url", url)));

        Assert.Contains("contradict", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_key_is_refused_and_the_known_ones_are_named()
    {
        var fault = Assert.Single(Faults(("Sqlite:BusyTimeoutMillisecond", "100")));

        Assert.Contains("BusyTimeoutMilliseconds", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_is_not_a_choice()
    {
        Assert.Single(Faults(("Sqlite:Synchronous", "2")));
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Development.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("appsettings.Testing.json")]
    public void Each_appsettings_file_is_valid_and_on_Sqlite(string file)
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").AddJsonFile(file).Build();

        Assert.NotNull(AppSettings.Read(configuration));
        Assert.Equal("Sqlite", configuration["Data:Provider"]);
    }

    private static AppSettings Read(params (string Key, string Value)[] values) =>
        AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build());

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] values) =>
        Assert.Throws<ConfigurationException>(() => Read(values)).Faults;
}
