using System.CommandLine;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Cli;

/// <summary><c>data status</c>: the data migrations that ran, newest first; with a source, the slots that streams have there.</summary>
internal static class DataStatusVerb
{
    private const int RunsShown = 20;

    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only the runs of this tenant; of one on PostgreSQL also its stream and the slots at its database." };
    private static readonly Option<string?> Source = DataOptions.OptionalSource("List the slots of streams at this source, instead of runs.");
    private static readonly Option<bool> RemoveOrphans = new("--remove-orphans") { Description = "With --source, or --tenant: drop the slots that nobody owns." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print a JSON array: of runs, or with --source of slots." };

    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("status", $"List the last {RunsShown} data migrations, or the slots that streams have at a source.") { Tenant, Source, RemoveOrphans, Json };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Source) is not null && result.GetValue(Tenant) is not null)
                result.AddError("Name either --source or --tenant.");
            if (result.GetValue(RemoveOrphans) && result.GetValue(Source) is null && result.GetValue(Tenant) is null)
                result.AddError("--remove-orphans needs to know where: name --source or --tenant.");
        });
        return runner.Attach(verb, parsed => parsed.GetValue(Source) is null ? DataDirectoryUse.Reads : DataDirectoryUse.None, async (context, parsed, cancellation) =>
        {
            if (parsed.GetValue(Source) is { } source)
            {
                await SlotsAsync(context, parsed, source, parsed.GetValue(Json), cancellation);
                return ExitCodes.Ok;
            }
            await RunsAsync(context, parsed, cancellation);
            if (parsed.GetValue(Tenant) is { } slug && await context.Service<TenantStreams>().SourceAsync(slug, cancellation) is { } home)
                await StreamAsync(context, parsed, slug, home, cancellation);
            return ExitCodes.Ok;
        });
    }

    private static async Task RunsAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        var runs = await context.Service<DataMigrationJournal>().ListAsync(parsed.GetValue(Tenant), RunsShown, cancellation);
        if (parsed.GetValue(Json))
            context.WriteJson(runs.Select(run => new { run.Id, Tenant = run.TenantSlug, run.Kind, run.State, run.Source, run.StartedBy, run.StartedAt, run.FinishedAt, run.Rows, run.Seconds, run.Error }));
        else
            foreach (var run in runs)
                context.Out.WriteLine($"{run.Id,5}  {run.StartedAt:yyyy-MM-dd HH:mm:ss}  {run.TenantSlug,-24}{run.Kind,-9}{run.State,-11}{run.Rows,12:N0} rows{run.Seconds,9:N1} s  {run.Source}{(run.Error is null ? "" : "  " + run.Error)}");
    }

    private static async Task StreamAsync(VerbContext context, ParseResult parsed, string slug, string source, CancellationToken cancellation)
    {
        var output = parsed.GetValue(Json) ? context.Error : context.Out;
        if (await context.Service<TenantStreams>().StateAsync(slug, cancellation) is { } state)
            output.WriteLine($"Stream: {state.Phase.ToString().ToLowerInvariant()}, at {state.Position ?? "its copy"}, lag {state.LagBytes:N0} bytes, {state.Rows:N0} rows{(state.Fault is null ? "" : ": " + state.Fault)}");
        await SlotsAsync(context with { Out = output }, parsed, source, json: false, cancellation);
    }

    private static async Task SlotsAsync(VerbContext context, ParseResult parsed, string source, bool json, CancellationToken cancellation)
    {
        var removed = parsed.GetValue(RemoveOrphans) ? await StreamSlots.RemoveOrphansAsync(source, cancellation) : [];
        var slots = await StreamSlots.ListAsync(source, cancellation);
        if (json)
            context.WriteJson(slots);
        else
            foreach (var slot in slots)
                context.Out.WriteLine($"{slot.Name,-50}  lag {slot.LagBytes,14:N0}  kept {slot.RetainedBytes,14:N0} bytes  {slot.State}{(slot.File is null ? "" : $"  {slot.File}")}");
        foreach (var slot in removed)
            context.Error.WriteLine($"Removed {slot.Name} ({slot.State}).");
    }
}
