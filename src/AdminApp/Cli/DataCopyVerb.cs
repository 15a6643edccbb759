using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;

namespace AdminApp.Cli;

/// <summary>
/// <c>data copy</c>, for example
/// <c>data copy --source "Host=db;Database=profitpath;Username=app;Password=…" --tenant sharma-dental</c>.
/// Exit code 0 only when every table was copied and proven; the target is untouched otherwise.
/// </summary>
internal static class DataCopyVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = new Option<string>("--source")
        {
            Description = "PostgreSQL, as \"Host=…;Port=5432;Database=…;Username=…;Password=…\" or postgresql://user:password@host/database. Without a password, PGPASSWORD is used.",
            Required = true,
        };
        var tenant = new Option<string>("--tenant") { Description = "Slug of the tenant to fill; created when it does not exist.", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of a new tenant shown to people; default: the slug." };
        var replace = new Option<bool>("--replace") { Description = "Put the copy in the place of an existing tenant's database, after a backup of it." };
        var unmapped = new Option<bool>("--allow-unmapped") { Description = "Copy although the source has tables or columns the target has no place for; they are named in the report." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with every table." };
        var verb = new Command("copy", "Copy all tables of the origin's PostgreSQL database into a tenant, in one snapshot, and prove the result.")
        {
            source, tenant, name, replace, unmapped, json,
        };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var request = new TenantCopyRequest(
                parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(source), parsed.GetValue(name), parsed.GetValue(replace), parsed.GetValue(unmapped));
            try
            {
                var report = await DataCopyDisplay.RunAsync(context.Error, progress => context.Service<TenantCopy>().RunAsync(Actor.CommandLine, request, progress, cancellation));
                Show(context, request.Slug, report, parsed.GetValue(json));
                return ExitCodes.Ok;
            }
            catch (Exception fault) when (parsed.GetValue(json) && VerbFaults.IsExpected(fault))
            {
                // A program that reads the output gets its object in any case; the line for people follows on standard error.
                context.WriteJson(new { Ok = false, Error = fault.Message });
                throw;
            }
        });
    }

    private static void Show(VerbContext context, string slug, DataCopyReport report, bool json)
    {
        if (json)
            context.Out.WriteLine(report.ToJson());
        else
            foreach (var table in report.Tables)
                context.Out.WriteLine($"{table.Name,-34}{table.Rows,12:N0}{Fills(table)}");
        if (report.Unmapped.Count > 0)
            context.Error.WriteLine($"Not copied, for want of a place: {string.Join(", ", report.Unmapped)}.");
        context.Error.WriteLine($"Copied {report.Rows:N0} rows of {report.SourceDatabase} (PostgreSQL {report.SourceVersion}) to tenant {slug} in {report.Seconds:N1} s: "
            + $"{report.RowsPerSecond:N0} rows/s, {report.Tables.Count} tables, counts, keys and file checked.");
    }

    private static string Fills(DataCopyTable table) =>
        table.Fills.Count == 0 ? "" : "  filled " + string.Join(", ", table.Fills.Select(fill => $"{fill.Key}: {fill.Value:N0}"));
}
