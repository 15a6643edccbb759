using AdminApp.Cli;
using AdminApp.Server;

// A verb runs and ends; everything else starts the server, so that `dotnet run` and a test host need no verb.
return CommandLine.IsVerb(args)
    ? await CommandLine.InvokeAsync(args, Console.Out, Console.Error)
    : await WebServer.RunAsync(args);

/// <summary>Named so that tests can start the application.</summary>
public partial class Program;
