using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Cli;

/// <summary>
/// <c>data cutover</c>, for example <c>data cutover --tenant sharma-dental --without-stream --dry-run</c>. Exit code 0 when the
/// tenant lives in its file, or a dry run met nothing in the way; 3 when it did; otherwise the source serves as before.
/// </summary>
internal static class DataCutoverVerb
{
    public static Command Create(VerbRunner runner)
    {
        var tenant = new Option<string>("--tenant") { Description = "Slug of the tenant, which lives on PostgreSQL.", Required = true };
        var without = new Option<bool>("--without-stream") { Description = "Copy everything while nobody can write, instead of draining a stream. The downtime to expect is told first." };
        var unfenced = new Option<bool>("--allow-unfenced") { Description = "Go on although the source cannot be kept from being written to by others. Stop them yourself: what they write is not moved." };
        var unmapped = new Option<bool>("--allow-unmapped") { Description = "Go on although the source has tables or columns the tenant has no place for." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept in the journal and the audit." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; needed where nobody can be asked." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Look at everything, tell the downtime to expect, change nothing. Exit code 3 when something stands in the way." };
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object." };
        var verb = new Command("cutover", "Move a tenant from PostgreSQL into its file: freeze, bring over, verify, switch. Until the switch the source serves again whatever happens.")
        {
            tenant, without, unfenced, unmapped, reason, yes, dryRun, json,
        };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var request = new CutoverRequest(parsed.GetRequiredValue(tenant))
            {
                WithoutStream = parsed.GetValue(without),
                AllowUnfenced = parsed.GetValue(unfenced),
                AllowUnmapped = parsed.GetValue(unmapped),
                Reason = parsed.GetValue(reason),
                DryRun = parsed.GetValue(dryRun),
                Confirm = report => parsed.GetValue(yes) ? null : Ask(context, report),
            };
            var report = await context.Service<TenantCutover>().RunAsync(Actor.CommandLine, request, new Lines(context.Error), cancellation);
            if (parsed.GetValue(json))
                context.Out.WriteLine(report.ToJson());
            else
                Show(context.Out, report);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Found;
        }));
    }

    private static string? Ask(VerbContext context, CutoverReport report)
    {
        ShowChecks(context.Error, report);
        // A server that carries the verb out has no terminal of the person who asked.
        if (context.In != Console.In || Console.IsInputRedirected)
            return "Nobody can be asked here: add --yes.";
        context.Error.Write($"Tenant {report.Tenant} will be read-only for {Downtime(report)}. Cut over now? [y/N] ");
        return context.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES" ? null : "The cutover was not confirmed.";
    }

    private static string Downtime(CutoverReport report) => report.PredictedDowntimeSeconds is { } seconds ? $"about {seconds:N0} s" : "a few seconds";

    private static void Show(TextWriter output, CutoverReport report)
    {
        if (report.DryRun)
        {
            ShowChecks(output, report);
            output.WriteLine(report.Ok ? $"Nothing stands in the way. Nobody could write for {Downtime(report)}. Nothing was changed." : "The cutover could not begin. Nothing was changed.");
            return;
        }
        foreach (var step in report.Steps)
            output.WriteLine($"{Name(step.Step),-11}{step.Seconds,9:N3} s  {step.Detail}");
        output.WriteLine($"Tenant {report.Tenant} lives in its file. Nobody could write for {report.DowntimeMs:N0} ms. {report.Rows:N0} rows compared and equal."
            + (report.Fenced ? " The source refuses writes until a fallback." : " The source could be written to by others: see that nobody does."));
    }

    private static void ShowChecks(TextWriter output, CutoverReport report)
    {
        foreach (var check in report.Checks)
            output.WriteLine($"{check.Outcome.ToString().ToLowerInvariant(),-8} {check.Name,-11}{check.Detail}");
    }

    private static string Name(CutoverStep step) => step switch
    {
        CutoverStep.CatchUp => "catch up",
        CutoverStep.ChangeLog => "change log",
        _ => step.ToString().ToLowerInvariant(),
    };

    private sealed class Lines(TextWriter error) : IProgress<CutoverProgress>
    {
        private CutoverStep? _step;

        public void Report(CutoverProgress value)
        {
            if (value.Step == _step)
                return;
            _step = value.Step;
            error.WriteLine($"Step: {Name(value.Step)}{(value.Frozen > TimeSpan.Zero ? $", read-only for {value.Frozen.TotalSeconds:N1} s" : "")}");
        }
    }
}
