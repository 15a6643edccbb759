using System.CommandLine;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Rehearse;

namespace AdminApp.Cli;

/// <summary>
/// <c>data rehearse</c>, for example <c>data rehearse --source "Host=db;Database=shop;Username=reader" --scratch "Host=localhost;Database=postgres;Username=me"</c>.
/// Exit code 0 when everything went well, 3 when not.
/// </summary>
internal static class DataRehearseVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = DataOptions.Source();
        var mode = new Option<DataCopyMode>("--mode")
        {
            Description = "translate: the source's own tables. model: the tables of this application.",
            DefaultValueFactory = _ => DataCopyMode.Translate,
        };
        var scratch = new Option<string?>("--scratch") { Description = "A PostgreSQL server on which a database may be made and dropped, to rehearse the way back as well. Never the name of a database to fill." };
        var directory = new Option<string?>("--directory") { Description = "Where the scratch file is made and removed; default: the system's temporary directory." };
        var unmapped = new Option<bool>("--allow-unmapped") { Description = "Model mode: copy although the source has tables or columns the target has no place for." };
        var json = new Option<bool>("--json") { Description = "Print the whole report as one JSON object." };
        var verb = new Command("rehearse", "Plan, copy, verify and bring back into scratch places, and tell how long the real migration would take. Nothing live is touched.")
        {
            source, mode, scratch, directory, unmapped, json,
        };
        return runner.Attach(verb, _ => DataDirectoryUse.None, async (context, parsed, cancellation) =>
        {
            var report = await DataCopyDisplay.RunAsync(context.Error, progress => DataRehearsal.RunAsync(new RehearsalRequest
            {
                Source = parsed.GetRequiredValue(source),
                Mode = parsed.GetValue(mode),
                Scratch = parsed.GetValue(scratch),
                Directory = parsed.GetValue(directory),
                AllowUnmapped = parsed.GetValue(unmapped),
                Progress = progress,
            }, cancellation));
            if (parsed.GetValue(json))
                context.Out.WriteLine(report.ToJson());
            else
                Show(context.Out, report);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Found;
        });
    }

    private static void Show(TextWriter output, RehearsalReport report)
    {
        var findings = report.Plan.Findings;
        output.WriteLine($"Plan:     {report.Plan.Tables.Count} tables, {report.Plan.Rows:N0} rows; {findings.Count(finding => finding.Severity == PlanSeverity.Blocks)} findings block, "
            + $"{findings.Count(finding => finding.Severity == PlanSeverity.Sidecar)} use the sidecar, {findings.Count(finding => finding.Severity == PlanSeverity.Harmless)} are harmless (data plan lists them)");
        if (report.Copy is { } copy)
            output.WriteLine($"Copy:     {copy.Rows:N0} rows in {copy.Seconds:N1} s, a file of {report.FileBytes / 1048576.0:N1} MB; {(copy.Verification is { Ok: true } ? "every value compared and equal" : "DIFFERENT")}");
        if (report.Back is { } back)
            output.WriteLine($"Way back: {back.Rows:N0} rows in {back.Seconds:N1} s; {(report.BackVerification is { Ok: true } ? "every value compared and equal" : "DIFFERENT")}; {back.Skipped.Count} statements left out");
        else if (report.Copy is not null)
            output.WriteLine("Way back: not rehearsed; name a server with --scratch.");
        if (report.Stopped is not null)
            output.WriteLine($"Stopped:  {report.Stopped}");
        if (report.PredictedDowntimeSeconds is { } downtime)
            output.WriteLine($"Downtime: about {downtime:N0} s from freezing the source to the switch, as measured here");
    }
}
