using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Cli;

/// <summary>
/// <c>data fallback</c>, for example <c>data fallback --tenant sharma-dental --dry-run</c>. Exit code 0 when the tenant lives on
/// PostgreSQL, or a dry run met nothing in the way; 3 when something is, and nothing was changed.
/// </summary>
internal static class DataFallbackVerb
{
    private const int MostShown = 20;

    public static Command Create(VerbRunner runner)
    {
        var tenant = new Option<string>("--tenant") { Description = "Slug of the tenant, which was cut over into its file.", Required = true };
        var full = new Option<bool>("--full") { Description = "Write everything into an empty database (--target) instead of the changes into the one it came from." };
        var target = new Option<string?>("--target") { Description = "With --full: the empty PostgreSQL database, as \"Host=…;Database=…\" or postgresql://user:password@host/database; kept encrypted as the tenant's connection." };
        var variable = new Option<string?>("--target-env") { Description = "With --full: name of an environment variable that holds it, for the server too; its name alone is kept." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept in the report and the audit." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; needed where nobody can be asked." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell the rows of each table that would be inserted, updated and deleted, and every conflict; change nothing. Exit code 3 when something stands in the way." };
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object." };
        var verb = new Command("fallback", "Bring a tenant back to the PostgreSQL database it was cut over from, with everything written since.")
        {
            tenant, full, target, variable, reason, yes, dryRun, json,
        };
        verb.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(target), result.GetValue(variable) }.Count(value => value is not null);
            if (given != (result.GetValue(full) ? 1 : 0))
                result.AddError("--full goes with one of --target and --target-env, and they with --full.");
        });
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var request = new FallbackRequest(parsed.GetRequiredValue(tenant)) { Into = parsed.GetValue(target), IntoVariable = parsed.GetValue(variable), Reason = parsed.GetValue(reason) };
            var fallback = context.Service<TenantFallback>();
            var steps = new Lines(context.Error);
            if (!parsed.GetValue(dryRun) && !parsed.GetValue(yes) && await RefusalAsync(context, fallback, request, steps, cancellation) is { } refusal)
            {
                context.Error.WriteLine(refusal);
                return ExitCodes.Failed;
            }
            var report = parsed.GetValue(dryRun)
                ? await fallback.PreviewAsync(Actor.CommandLine, request, steps, cancellation)
                : await fallback.RunAsync(Actor.CommandLine, request, steps, cancellation);
            if (parsed.GetValue(json))
                context.Out.WriteLine(report.ToJson());
            else
                Show(context.Out, report);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Found;
        }));
    }

    private static async Task<string?> RefusalAsync(VerbContext context, TenantFallback fallback, FallbackRequest request, Lines steps, CancellationToken cancellation)
    {
        // Beside a running server it is the server that asks, and nobody sits there.
        if (context.In != Console.In || Console.IsInputRedirected)
            return "Nobody can be asked here: add --yes, or look first with --dry-run.";
        Show(context.Error, await fallback.PreviewAsync(Actor.CommandLine, request, steps, cancellation));
        context.Error.Write($"Bring {request.Slug} back now? It is read-only meanwhile. [y/N] ");
        return context.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES" ? null : "The fallback was not confirmed; nothing was changed.";
    }

    private static void Show(TextWriter output, FallbackReport report)
    {
        if (report.Tables.Count > 0)
            output.WriteLine($"{"table",-34}{"inserted",12}{"updated",12}{"deleted",12}");
        foreach (var table in report.Tables)
            output.WriteLine($"{table.Name,-34}{table.Inserted,12:N0}{table.Updated,12:N0}{table.Deleted,12:N0}{(table.Whole && !report.Full ? "  the whole table is sent" : "")}");
        foreach (var conflict in report.Conflicts.Take(MostShown))
            output.WriteLine($"conflict: {conflict.Describe()}");
        if (report.Conflicts.Count > MostShown)
            output.WriteLine($"and {report.Conflicts.Count - MostShown} more conflicts (--json lists them)");
        foreach (var item in report.NotCarried)
            output.WriteLine($"no place at the source: {item}");
        foreach (var warning in report.Warnings)
            output.WriteLine($"warning: {warning}");
        output.WriteLine(report switch
        {
            { Ok: false } => report.Error,
            { DryRun: true } => $"Nothing stands in the way of bringing {report.Rows:N0} rows back to {report.Source}. Nothing was changed.",
            { Completed: true } => $"An earlier fallback had brought everything to {report.Source}; tenant {report.Tenant} was switched to it now.",
            _ => $"Tenant {report.Tenant} lives at {report.Source}. {report.Rows:N0} rows were brought back; nobody could write for {report.DowntimeMs:N0} ms. What was here before is in {report.Backup}.",
        });
    }

    private sealed class Lines(TextWriter error) : IProgress<FallbackProgress>
    {
        private FallbackStep? _step;

        public void Report(FallbackProgress value)
        {
            if (value.Step == _step)
                return;
            _step = value.Step;
            error.WriteLine($"Step: {value.Step.ToString().ToLowerInvariant()}");
        }
    }
}
