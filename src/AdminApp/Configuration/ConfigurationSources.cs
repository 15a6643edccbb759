namespace AdminApp.Configuration;

/// <summary>
/// The usual order, last wins: appsettings.json, appsettings.{environment}.json (both beside the executable), environment
/// variables, command line.
/// </summary>
internal static class ConfigurationSources
{
    /// <summary>For verbs; the server's builder adds the same sources in the same order by itself.</summary>
    public static IConfiguration ForVerbs(string? dataDirectory)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        var builder = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: false)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables();
        if (dataDirectory is not null)
            builder.AddInMemoryCollection([new("Data:Directory", dataDirectory)]);
        return builder.Build();
    }
}
