using System.CommandLine;

namespace AdminApp.Cli;

/// <summary><c>data copy|status</c>: moves rows from PostgreSQL to SQLite.</summary>
internal static class DataVerbs
{
    public static Command Create(VerbRunner runner) => new("data", "Move rows from a PostgreSQL database into a tenant, and see what was moved.")
    {
        DataCopyVerb.Create(runner),
        DataStatusVerb.Create(runner),
    };
}
