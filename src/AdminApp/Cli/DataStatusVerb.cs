using System.CommandLine;
using AdminApp.Data.DataMigration;

namespace AdminApp.Cli;

/// <summary><c>data status</c>: the data migrations that ran, newest first.</summary>
internal static class DataStatusVerb
{
    private const int RunsShown = 20;

    public static Command Create(VerbRunner runner)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only the runs of this tenant." };
        var json = new Option<bool>("--json") { Description = "Print a JSON array." };
        var verb = new Command("status", $"List the last {RunsShown} data migrations.") { tenant, json };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var runs = await context.Service<DataMigrationJournal>().ListAsync(parsed.GetValue(tenant), RunsShown, cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(runs.Select(run => new { run.Id, Tenant = run.TenantSlug, run.Kind, run.State, run.Source, run.StartedBy, run.StartedAt, run.FinishedAt, run.Rows, run.Seconds, run.Error }));
            else
                foreach (var run in runs)
                    context.Out.WriteLine($"{run.Id,5}  {run.StartedAt:yyyy-MM-dd HH:mm:ss}  {run.TenantSlug,-24}{run.Kind,-6}{run.State,-11}{run.Rows,12:N0} rows{run.Seconds,9:N1} s  {run.Source}{(run.Error is null ? "" : "  " + run.Error)}");
            return ExitCodes.Ok;
        });
    }
}
