namespace AdminApp.Cli.Remote;

/// <summary>A verb inside of the server: it owns the data directory already, and has its services.</summary>
/// <param name="Services">Of the server, for one verb.</param>
/// <param name="Input">What the person's process read from its standard input.</param>
internal sealed record VerbHost(IServiceProvider Services, TextReader Input);
