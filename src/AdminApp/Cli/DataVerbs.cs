using System.CommandLine;

namespace AdminApp.Cli;

/// <summary><c>data plan|copy|verify|stream|cutover|fallback|restore-source|status</c>: moves rows from PostgreSQL to SQLite, and back.</summary>
internal static class DataVerbs
{
    public static Command Create(VerbRunner runner) => new("data", "Move rows from a PostgreSQL database into a tenant, and see what was moved.")
    {
        DataPlanVerb.Create(runner),
        DataCopyVerb.Create(runner),
        DataVerifyVerb.Create(runner),
        DataRehearseVerb.Create(runner),
        DataCutoverVerb.Create(runner),
        DataStreamVerb.Create(runner),
        DataFallbackVerb.Create(runner),
        DataRestoreSourceVerb.Create(runner),
        DataStatusVerb.Create(runner),
    };
}
