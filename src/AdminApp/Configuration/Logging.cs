using AdminApp.Data.Tenants;
using Serilog;
using Serilog.Events;

namespace AdminApp.Configuration;

/// <summary>Serilog to the console and to a file a day in the data directory's logs.</summary>
internal static class Logging
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {Properties:j}{NewLine}{Exception}";
    private const int FilesKept = 14;

    /// <param name="configuration">Section <c>Serilog</c> sets levels.</param>
    /// <param name="locations">Where the logs directory is.</param>
    /// <param name="toStandardError">Verbs keep standard output for data.</param>
    public static Serilog.Core.Logger Create(IConfiguration configuration, DatabaseLocations locations, bool toStandardError) =>
        new LoggerConfiguration()
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                standardErrorFromLevel: toStandardError ? LogEventLevel.Verbose : null,
                restrictedToMinimumLevel: toStandardError ? LogEventLevel.Warning : LogEventLevel.Information,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .WriteTo.File(
                Path.Combine(locations.Logs, "adminapp-.log"),
                outputTemplate: Line,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: FilesKept,
                shared: true,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger();
}
