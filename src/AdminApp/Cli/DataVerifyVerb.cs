using System.CommandLine;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Tenants;

namespace AdminApp.Cli;

/// <summary>
/// <c>data verify</c>, for example <c>data verify --source "Host=db;Database=shop;Username=reader" --target shop.db</c>.
/// Exit code 0 only when both sides are equal; neither is written.
/// </summary>
internal static class DataVerifyVerb
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static Command Create(VerbRunner runner)
    {
        var source = DataOptions.Source();
        var target = new Option<string?>("--target") { Description = "The SQLite file that was copied from it." };
        var tenant = new Option<string?>("--tenant") { Description = "Slug of the tenant that was copied from it, instead of --target." };
        var jobs = new Option<int?>("--jobs") { Description = "Readers of each side; default: one per processor." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with every table, difference and check." };
        var verb = new Command("verify", "Compare a PostgreSQL database with the SQLite file copied from it, every value of every row.") { source, target, tenant, jobs, json };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(target) is null == result.GetValue(tenant) is null)
                result.AddError("Name either --target FILE or --tenant SLUG.");
        });
        return runner.Attach(verb, parsed => parsed.GetValue(tenant) is null ? DataDirectoryUse.None : DataDirectoryUse.Reads, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var request = new VerificationRequest
            {
                SourceConnectionString = parsed.GetRequiredValue(source),
                TargetFile = parsed.GetValue(target) ?? context.Service<DatabaseLocations>().Tenant(parsed.GetValue(tenant)!),
                Progress = new Lines(context.Error),
            };
            if (parsed.GetValue(jobs) is { } number)
                request = request with { Jobs = number };
            var report = await DataVerification.RunAsync(request, cancellation);
            Show(context, report, parsed.GetValue(json));
            return report.Ok ? ExitCodes.Ok : ExitCodes.Found;
        }));
    }

    private static void Show(VerbContext context, VerificationReport report, bool json)
    {
        if (json)
        {
            context.Out.WriteLine(report.ToJson());
        }
        else
        {
            var width = report.Tables.Select(table => table.Name.Length).Append(5).Max();
            foreach (var table in report.Tables)
                context.Out.WriteLine($"{table.Name.PadRight(width)} {table.Rows,14:N0}  {table.Digest?.Split('-')[1][..16] ?? "not compared    "}  {(table.Ok ? "equal  " : "DIFFERS")} {table.Seconds,8:N2} s");
            foreach (var table in report.Tables.Where(table => !table.Ok))
                ShowDifferences(context.Out, table);
            foreach (var check in report.Checks)
                context.Out.WriteLine($"{(check.Ok ? "ok" : "FAILED")}: {check.Name}: {check.Detail}");
        }
        if (report.Note is not null)
            context.Error.WriteLine(report.Note);
        var rows = report.Tables.Sum(table => table.Rows);
        context.Error.WriteLine(report.Ok
            ? $"Equal: {rows:N0} rows of {report.Tables.Count} tables of {report.Source}, in {report.Seconds:N1} s."
            : $"Different: {report.Tables.Count(table => !table.Ok)} of {report.Tables.Count} tables, {report.Checks.Count(check => !check.Ok)} failed checks; {report.Source} against {report.Target}, in {report.Seconds:N1} s.");
    }

    private static void ShowDifferences(TextWriter output, VerifiedTable table)
    {
        output.WriteLine($"{table.Name}: {table.SourceRows:N0} rows in the source, {table.Rows:N0} in the target, {(table.MoreDiffer ? "more than " : "")}{table.DifferingRows:N0} differ");
        foreach (var difference in table.Differences)
            output.WriteLine("  " + difference.Describe());
    }

    private sealed class Lines(TextWriter error) : IProgress<VerificationProgress>
    {
        private TimeSpan _shown;

        public void Report(VerificationProgress value)
        {
            if (value.Elapsed - _shown < LineEvery)
                return;
            _shown = value.Elapsed;
            error.WriteLine($"Comparing: source {value.SourceRows:N0}, target {value.TargetRows:N0} of {value.RowsExpected:N0} rows, {value.Elapsed.TotalSeconds:N1} s");
        }
    }
}
