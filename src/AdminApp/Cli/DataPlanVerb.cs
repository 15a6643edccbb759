using System.CommandLine;
using System.Globalization;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;

namespace AdminApp.Cli;

/// <summary>
/// <c>data plan</c>, for example <c>data plan --source "Host=db;Database=shop;Username=reader"</c>: what a copy would do and meet.
/// Exit code 0 when there is nothing to say, 2 with warnings, 3 when something blocks.
/// </summary>
internal static class DataPlanVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = DataOptions.Source();
        var target = new Option<string?>("--target") { Description = "The file a copy would make; it is not touched." };
        var tenant = new Option<string?>("--tenant") { Description = "The tenant a copy would fill: plans for the application's own tables." };
        var mode = new Option<DataCopyMode?>("--mode") { Description = "translate: the source's own tables (default). model: the tables of this application (default with --tenant)." };
        var only = DataOptions.Only();
        var exclude = DataOptions.Exclude();
        var json = new Option<bool>("--json") { Description = "Print the plan as one JSON object." };
        var verb = new Command("plan", "Read a PostgreSQL database and tell what a copy to SQLite would do, meet and take. Writes nothing.") { source, target, tenant, mode, only, exclude, json };
        return runner.Attach(verb, _ => DataDirectoryUse.None, async (context, parsed, cancellation) =>
        {
            var plan = await DataPlan.MakeAsync(new DataPlanRequest(parsed.GetRequiredValue(source), parsed.GetValue(only) ?? [], parsed.GetValue(exclude) ?? [])
            {
                Mode = parsed.GetValue(mode) ?? (parsed.GetValue(tenant) is null ? DataCopyMode.Translate : DataCopyMode.Model),
            }, cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(plan);
            else
                Show(context.Out, plan);
            return !plan.Ok ? ExitCodes.Found : plan.Findings.Count > 0 ? ExitCodes.Usage : ExitCodes.Ok;
        });
    }

    private static void Show(TextWriter output, MigrationPlan plan)
    {
        output.WriteLine(Text($"{plan.Source}, PostgreSQL {plan.SourceVersion}: {plan.Tables.Count} tables, {plan.Rows:N0} rows, {Megabytes(plan.Bytes)}"));
        output.WriteLine();
        var width = plan.Tables.Select(table => table.Name.Length).DefaultIfEmpty().Max();
        foreach (var table in plan.Tables)
            output.WriteLine(Text($"  {table.Name.PadRight(width)}  {table.Rows,14:N0} rows  {Megabytes(table.Bytes),12}{(table.Target == table.Name ? "" : $"  becomes {table.Target}")}"));
        foreach (var group in plan.Findings.GroupBy(finding => finding.Severity))
        {
            output.WriteLine();
            output.WriteLine(group.Key switch
            {
                PlanSeverity.Blocks => "Blocks the copy:",
                PlanSeverity.Sidecar => "Kept exactly in the sidecar:",
                _ => "Different in SQLite, nothing is lost:",
            });
            foreach (var finding in group)
                output.WriteLine(Text($"  {finding.Object} ({finding.Code}{(finding.Example is null ? "" : $", {finding.Count:N0} rows, e.g. {finding.Example}")}): {finding.Message}"));
        }
        output.WriteLine();
        output.WriteLine(Text($"Predicted: {plan.PredictedSeconds:N1} s with verification, a file of {Megabytes(plan.PredictedBytes)}."));
        output.WriteLine(plan.Streaming.Possible ? "Changes can be streamed meanwhile." : $"Changes cannot be streamed: {string.Join("; ", plan.Streaming.Reasons)}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => Text($"{bytes / 1048576.0:N1} MB");
}
