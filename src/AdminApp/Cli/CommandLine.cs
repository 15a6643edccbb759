using System.CommandLine;

namespace AdminApp.Cli;

/// <summary>The verbs. Data goes to standard output, messages to standard error.</summary>
internal static class CommandLine
{
    /// <summary>False for no arguments, <c>serve</c>, and options alone: those start the server.</summary>
    public static bool IsVerb(string[] args) =>
        args.Length > 0 && args[0] != "serve" && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "-?" or "--version");

    public static Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error) =>
        Create(output, error).Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });

    /// <summary>The command tree; also what the documentation test walks.</summary>
    public static RootCommand Create(TextWriter output, TextWriter error)
    {
        var runner = new VerbRunner(output, error);
        return new RootCommand("AdminApp: administers parties on SQLite and moves them there from PostgreSQL.")
        {
            ServeVerb(),
            DataVerbs.Create(runner),
            TenantVerbs.Create(runner),
            SchemaVerbs.Create(runner),
            BackupVerbs.Create(runner),
            DemoVerb.Create(runner),
            UserVerbs.Create(runner),
        };
    }

    /// <summary>For the help only: <see cref="IsVerb"/> hands <c>serve</c> to the server before it is parsed.</summary>
    private static Command ServeVerb() =>
        new("serve", "Start the web application (the default). Options: --urls ADDRESS, --Data:Directory DIRECTORY, any configuration key as --Section:Key VALUE.");
}
