using System.CommandLine;

namespace AdminApp.Cli;

/// <summary>Options the verbs of <c>data</c> share.</summary>
internal static class DataOptions
{
    public static Option<string> Source() => new("--source")
    {
        Description = "PostgreSQL, as \"Host=…;Port=5432;Database=…;Username=…;Password=…\" or postgresql://user:password@host/database. Without a password, PGPASSWORD is used.",
        Required = true,
    };

    public static Option<string[]> Only() => new("--only") { Description = "Copy only these tables (schema.table outside of public); may be repeated.", AllowMultipleArgumentsPerToken = true };

    public static Option<string[]> Exclude() => new("--exclude") { Description = "Leave these tables out; may be repeated.", AllowMultipleArgumentsPerToken = true };
}
