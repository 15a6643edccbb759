using AdminApp.Data.Activations;
using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Imports;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;

namespace AdminApp.Configuration;

/// <summary>Everything that can be configured, read and validated once at start. docs/configuration.md describes each key.</summary>
public sealed record AppSettings
{
    private static readonly string[] Sections = ["Data", "Sqlite", "Tenancy", "Access", "Api", "Activations", "Imports", "Backups", "Streams", "Demo"];

    /// <summary>Absolute path.</summary>
    public required string DataDirectory { get; init; }

    public required SqliteSettings Sqlite { get; init; }

    /// <summary>Tenant of API callers that name none and belong to several; null when they must name one.</summary>
    public required string? DefaultTenant { get; init; }

    public required AccessSettings Access { get; init; }

    public required ApiSettings Api { get; init; }

    public required ActivationLimits Activations { get; init; }

    public required ImportLimits Imports { get; init; }

    public required BackupSettings Backups { get; init; }

    public required StreamSettings Streams { get; init; }

    public required DemoSettings Demo { get; init; }

    /// <exception cref="ConfigurationException">Lists every fault by key and value.</exception>
    public static AppSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader);
        foreach (var section in Sections)
            reader.RefuseUnknown(section);
        return reader.Faults.Count == 0 ? settings : throw new ConfigurationException(reader.Faults);
    }

    /// <summary>The keys this application reads, for the test that wants each documented.</summary>
    public static IReadOnlyCollection<string> Keys()
    {
        var reader = new SettingsReader(new ConfigurationBuilder().Build());
        Read(reader);
        return reader.Keys;
    }

    private static AppSettings Read(SettingsReader reader)
    {
        RefuseContradiction(reader);
        return new AppSettings
        {
            DataDirectory = Path.GetFullPath(reader.Text("Data:Directory", "data")),
            Sqlite = new SqliteSettings
            {
                Synchronous = reader.Choice("Sqlite:Synchronous", SynchronousMode.Full),
                BusyTimeoutMilliseconds = reader.Number("Sqlite:BusyTimeoutMilliseconds", 5000, 0, 60_000),
                WriteWaitMilliseconds = reader.Number("Sqlite:WriteWaitMilliseconds", 5000, 1, 60_000),
                CacheKiB = reader.Number("Sqlite:CacheKiB", 16_000, 1_000, 1_000_000),
                WalAlertMiB = reader.Number("Sqlite:WalAlertMiB", 256, 1, 65_536),
            },
            DefaultTenant = DefaultTenantOf(reader),
            Access = AccessSettings.Read(reader),
            Api = ApiSettings.Read(reader),
            Activations = ActivationSettings.Read(reader),
            Imports = new ImportLimits(
                MaxUploadMiB: reader.Number("Imports:MaxUploadMiB", 256, 1, 100_000),
                KeepDays: reader.Number("Imports:KeepDays", 14, 1, 3_650)),
            Backups = BackupConfiguration.Read(reader),
            Streams = new StreamSettings
            {
                WarnRetainedBytes = (long)reader.Number("Streams:WarnAtRetainedMiB", 1024, 1, 1_000_000) << 20,
                MostRetainedBytes = (long)reader.Number("Streams:DropAtRetainedMiB", 10_240, 0, 10_000_000) << 20,
                RetryFor = TimeSpan.FromMinutes(reader.Number("Streams:RetryMinutes", 30, 1, 10_080)),
            },
            Demo = DemoSettings.Read(reader),
        };
    }

    /// <summary>The origin let DATABASE_TYPE and DATABASE_URL contradict each other and gave a PostgreSQL address SQLite's settings.</summary>
    private static void RefuseContradiction(SettingsReader reader)
    {
        var provider = reader.Choice("Data:Provider", TenantProvider.Sqlite);
        var url = reader.OptionalText("Data:Url");
        if (provider == TenantProvider.PostgreSql)
            reader.Fault("Data:Provider", "PostgreSql", "is not a default this version offers: the data directory holds SQLite files. Leave it at Sqlite; a tenant on PostgreSQL is added with `tenant add`");
        if (url is null)
            return;
        var shown = WithoutPassword(url);
        if (url.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) || url.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            reader.Fault("Data:Url", shown, $"is a PostgreSQL address but Data:Provider is {provider}: they contradict each other. Remove Data:Url, and give the address to `data copy --source` or `tenant add --connection` instead");
        else
            reader.Fault("Data:Url", shown, "is not used: databases live in Data:Directory. Remove Data:Url and set Data:Directory");
    }

    private static string WithoutPassword(string url)
    {
        var masked = System.Text.RegularExpressions.Regex.Replace(url, "(?<=://[^:/@]*:)[^@]*(?=@)", "***");
        return System.Text.RegularExpressions.Regex.Replace(masked, "(?i)(?<=password\\s*=)[^;]*", "***");
    }

    private static string? DefaultTenantOf(SettingsReader reader)
    {
        var slug = reader.OptionalText("Tenancy:DefaultTenant");
        if (slug is not null && TenantSlug.Fault(slug) is { } fault)
            reader.Fault("Tenancy:DefaultTenant", slug, "is not a tenant slug: " + fault.TrimEnd('.'));
        return slug;
    }
}
