using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Cli.Remote;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Serilog;

namespace AdminApp.Cli;

/// <summary>What a verb is given to work with.</summary>
/// <param name="Services">The same services the server uses, with <see cref="Actor.CommandLine"/> acting.</param>
/// <param name="Out">Data only.</param>
/// <param name="Error">Messages and progress.</param>
/// <param name="In">Read only by verbs whose options say so.</param>
internal sealed record VerbContext(IServiceProvider Services, TextWriter Out, TextWriter Error, TextReader In)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        // Names in any script stay readable; the output is JSON for programs, never part of an HTML page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>
    /// Carries out what answers in JSON when it is asked to: a program that reads the output gets its object in any case; the
    /// line for people follows on standard error.
    /// </summary>
    public async Task<int> AnswerAsync(bool json, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (json && VerbFaults.IsExpected(fault))
        {
            WriteJson(new { Ok = false, Error = fault.Message });
            throw;
        }
    }

    /// <summary>Writes one JSON document and a line end to standard output.</summary>
    public void WriteJson<T>(T value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));
}

/// <summary>What a verb does with the data directory.</summary>
internal enum DataDirectoryUse
{
    /// <summary>Nothing: it works on files and addresses it is given, and gets no services.</summary>
    None,

    /// <summary>Reads, also beside a running server.</summary>
    Reads,

    /// <summary>Takes it for the time of the verb; a running server, which has it, carries the verb out itself.</summary>
    Writes,
}

/// <summary>
/// Runs a verb: reads the configuration, takes the data directory when the verb writes (or hands the verb to the server that
/// has it), prepares the services, and turns expected faults into one line and an exit code.
/// </summary>
/// <param name="output">Data only.</param>
/// <param name="error">Messages and progress.</param>
/// <param name="arguments">As given, for the server that may have to carry the verb out.</param>
/// <param name="host">Set in that server.</param>
internal sealed class VerbRunner(TextWriter output, TextWriter error, string[] arguments, VerbHost? host = null)
{
    /// <summary>Of verbs that read a password.</summary>
    public const string PasswordFromInput = "--password-stdin";

    /// <summary>On every verb.</summary>
    public Option<string?> DataDirectory { get; } = new("--data-directory")
    {
        Description = "Data directory; default: configuration key Data:Directory.",
        Recursive = true,
    };

    /// <param name="verb">The command to attach to.</param>
    /// <param name="writes">Takes the data directory for the time of the verb; a verb that only reads works beside a server.</param>
    /// <param name="run">Returns the exit code.</param>
    public Command Attach(Command verb, bool writes, Func<VerbContext, ParseResult, CancellationToken, Task<int>> run) =>
        Attach(verb, _ => writes ? DataDirectoryUse.Writes : DataDirectoryUse.Reads, run);

    /// <param name="verb">The command to attach to.</param>
    /// <param name="use">What this call needs, by its options.</param>
    /// <param name="run">Returns the exit code.</param>
    public Command Attach(Command verb, Func<ParseResult, DataDirectoryUse> use, Func<VerbContext, ParseResult, CancellationToken, Task<int>> run)
    {
        verb.Options.Add(DataDirectory);
        verb.SetAction((parsed, cancellation) => RunAsync(parsed, use(parsed), run, cancellation));
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, DataDirectoryUse use, Func<VerbContext, ParseResult, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            if (host is not null)
                return await run(new VerbContext(host.Services, output, error, host.Input), parsed, cancellation);
            if (use == DataDirectoryUse.None)
            {
                await using var nothing = new ServiceCollection().BuildServiceProvider();
                return await run(new VerbContext(nothing, output, error, Console.In), parsed, cancellation);
            }
            var writes = use == DataDirectoryUse.Writes;
            var configuration = ConfigurationSources.ForVerbs(parsed.GetValue(DataDirectory));
            var settings = AppSettings.Read(configuration);
            using var owner = writes ? DataDirectoryLock.Take(settings.DataDirectory) : null;
            if (!writes && !File.Exists(new DatabaseLocations(settings.DataDirectory).Central()))
                return Say(ExitCodes.Failed, $"There is no AdminApp data in {settings.DataDirectory}. Start the application once, or name another --data-directory.");
            await using var services = Services(configuration, settings);
            if (writes)
                await services.GetRequiredService<CentralProvisioning>().EnsureAsync(cancellation);
            return await run(new VerbContext(services, output, error, Console.In), parsed, cancellation);
        }
        catch (DataDirectoryInUseException fault)
        {
            return await AskServerAsync(fault.Directory, cancellation) ?? Say(ExitCodes.InUse, fault.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Say(ExitCodes.Cancelled, "Cancelled.");
        }
        catch (Exception fault) when (VerbFaults.IsExpected(fault))
        {
            return Say(ExitCodes.Failed, fault.Message);
        }
    }

    private async Task<int?> AskServerAsync(string directory, CancellationToken cancellation)
    {
        var input = arguments.Contains(PasswordFromInput) ? await Console.In.ReadLineAsync(cancellation) : null;
        return await new VerbClient(output, error).RunAsync(directory, new VerbRequest(arguments, input), cancellation);
    }

    private static ServiceProvider Services(IConfiguration configuration, AppSettings settings)
    {
        var locations = new DatabaseLocations(settings.DataDirectory);
        return new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging(logging => logging.AddSerilog(Logging.Create(configuration, locations, toStandardError: true), dispose: true))
            .AddApplication(settings)
            .BuildServiceProvider();
    }

    private int Say(int exitCode, string message)
    {
        error.WriteLine(message);
        return exitCode;
    }
}
