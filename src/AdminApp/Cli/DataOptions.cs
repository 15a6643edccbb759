using System.CommandLine;

namespace AdminApp.Cli;

/// <summary>Options the verbs of <c>data</c> share.</summary>
internal static class DataOptions
{
    private const string Connection =
        "as \"Host=…;Port=5432;Database=…;Username=…;Password=…\" or postgresql://user:password@host/database. Without a password, PGPASSWORD is used.";

    public static Option<string> Source() => new("--source") { Description = $"PostgreSQL, {Connection}", Required = true };

    /// <param name="when">When it is to be given.</param>
    public static Option<string?> OptionalSource(string when) => new("--source") { Description = $"{when} PostgreSQL, {Connection}" };

    /// <summary>Where a database goes back to.</summary>
    public static Option<string> EmptyDatabase() => new("--target") { Description = $"An empty PostgreSQL database, {Connection}", Required = true };

    public static Option<string[]> Only() => new("--only") { Description = "Copy only these tables (schema.table outside of public); may be repeated.", AllowMultipleArgumentsPerToken = true };

    public static Option<string[]> Exclude() => new("--exclude") { Description = "Leave these tables out; may be repeated.", AllowMultipleArgumentsPerToken = true };
}
