using System.CommandLine;

namespace AdminApp.Cli;

/// <summary><c>data plan|copy|verify|status</c>: moves rows from PostgreSQL to SQLite.</summary>
internal static class DataVerbs
{
    public static Command Create(VerbRunner runner) => new("data", "Move rows from a PostgreSQL database into a tenant, and see what was moved.")
    {
        DataPlanVerb.Create(runner),
        DataCopyVerb.Create(runner),
        DataVerifyVerb.Create(runner),
        DataStatusVerb.Create(runner),
    };
}
