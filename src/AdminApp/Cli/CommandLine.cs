using System.CommandLine;
using AdminApp.Cli.Remote;

namespace AdminApp.Cli;

/// <summary>The verbs. Data goes to standard output, messages to standard error.</summary>
internal static class CommandLine
{
    /// <summary>False for no arguments, <c>serve</c>, and options alone: those start the server.</summary>
    public static bool IsVerb(string[] args) =>
        args.Length > 0 && args[0] != "serve" && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    public static Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error) =>
        Create(new VerbRunner(output, error, args)).Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });

    /// <summary>Carries out a verb of another process in this one, which owns the data directory.</summary>
    public static Task<int> InvokeInServerAsync(string[] args, VerbHost host, TextWriter output, TextWriter error, CancellationToken cancelled) =>
        // The server's own handlers stay in charge of its signals.
        Create(new VerbRunner(output, error, args, host)).Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, cancelled);

    /// <summary>The command tree; also what the documentation test walks.</summary>
    public static RootCommand Create(VerbRunner runner) =>
        new("AdminApp: administers parties on SQLite and moves them there from PostgreSQL.")
        {
            ServeVerb(),
            DataVerbs.Create(runner),
            TenantVerbs.Create(runner),
            SchemaVerbs.Create(runner),
            BackupVerbs.Create(runner),
            DemoVerb.Create(runner),
            UserVerbs.Create(runner),
            AuditVerbs.Create(runner),
        };

    /// <summary>For the help only: <see cref="IsVerb"/> hands <c>serve</c> to the server before it is parsed.</summary>
    private static Command ServeVerb() =>
        new("serve", "Start the web application (the default). Options: --urls ADDRESS, --Data:Directory DIRECTORY, any configuration key as --Section:Key VALUE.");
}
