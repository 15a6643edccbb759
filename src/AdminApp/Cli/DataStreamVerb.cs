using System.CommandLine;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Streaming;

namespace AdminApp.Cli;

/// <summary>
/// <c>data stream</c>, for example <c>data stream --tenant sharma-dental</c> or <c>data stream --source … --target shop.db</c>.
/// Runs until Ctrl-C; the slot stays then, and the same command goes on. <c>--drop</c> ends it for good.
/// </summary>
internal static class DataStreamVerb
{
    private static readonly Option<string?> Source = DataOptions.OptionalSource("With --target.");
    private static readonly Option<string?> Target = new("--target") { Description = "SQLite file to make from any PostgreSQL database, and to keep up with it." };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Slug of a tenant on PostgreSQL, instead: its own database is the source." };
    private static readonly Option<DataCopyMode?> Mode = new("--mode") { Description = "With --target: translate (default) or model, the tables of this application." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Take the place of an existing file." };
    private static readonly Option<bool> Unmapped = new("--allow-unmapped") { Description = "Model mode: stream although the source has tables or columns the target has no place for." };
    private static readonly Option<string[]> Only = DataOptions.Only();
    private static readonly Option<string[]> Exclude = DataOptions.Exclude();
    private static readonly Option<bool> Anew = new("--anew") { Description = "Copy anew, also where an earlier stream could go on: after a fault, when the source's tables were altered." };
    private static readonly Option<bool> Drain = new("--drain") { Description = "Stop when everything the source has by now is in the target." };
    private static readonly Option<bool> Drop = new("--drop") { Description = "End it for good: drop slot and publication at the source. The file stays." };

    public static Command Create(VerbRunner runner)
    {
        var verb = new Command("stream", "Copy a PostgreSQL database and follow its changes, until Ctrl-C. Needs wal_level = logical at the source.")
        {
            Source, Target, Tenant, Mode, Replace, Unmapped, Only, Exclude, Anew, Drain, Drop,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Target) is null == result.GetValue(Tenant) is null)
                result.AddError("Name either --target FILE or --tenant SLUG.");
            if (result.GetValue(Source) is null != result.GetValue(Target) is null)
                result.AddError("--source goes with --target; a tenant's source is its registered connection.");
            if (result.GetValue(Tenant) is not null && (result.GetValue(Mode) is not null || result.GetValue(Only)?.Length > 0 || result.GetValue(Exclude)?.Length > 0))
                result.AddError("A tenant has the application's own tables, all of them: --mode, --only and --exclude go with --target.");
        });
        return runner.Attach(verb, parsed => parsed.GetValue(Target) is not null ? DataDirectoryUse.None : DataDirectoryUse.Writes, (context, parsed, cancellation) =>
            parsed.GetValue(Drop) ? DropAsync(context, parsed, cancellation) : RunAsync(context, parsed, cancellation));
    }

    private static async Task<int> DropAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Tenant) is { } slug)
            await context.Service<TenantStreams>().DropAsync(Actor.CommandLine, slug, cancellation);
        else
            await DataStream.DropAsync(TargetOf(parsed), cancellation);
        context.Error.WriteLine("Slot and publication are gone from the source; the file stays as it is.");
        return ExitCodes.Ok;
    }

    private static async Task<int> RunAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Tenant) is not { } slug)
        {
            var settings = AppSettings.Read(ConfigurationSources.ForVerbs(parsed.GetValue<string?>("--data-directory"))).Streams;
            await using var stream = await DataStream.StartAsync(TargetOf(parsed), settings, Actor.CommandLine.Name, parsed.GetValue(Anew), cancellation);
            return await FollowAsync(context, new Followed(stream.State.Slot, () => Task.FromResult(stream.State), stream.DrainAsync, () => stream.StopAsync(forGood: true), stream.Completion), parsed.GetValue(Drain), cancellation);
        }
        var streams = context.Service<TenantStreams>();
        var state = await streams.StartAsync(Actor.CommandLine, slug, new StreamStart(parsed.GetValue(Anew), parsed.GetValue(Unmapped)), cancellation);
        var followed = new Followed(state.Slot, async () => (await streams.StateAsync(slug, CancellationToken.None))!, token => streams.DrainAsync(slug, token),
            () => streams.StopAsync(Actor.CommandLine, slug, CancellationToken.None), streams.CompletionOf(slug));
        return await FollowAsync(context, followed, parsed.GetValue(Drain), cancellation);
    }

    private static async Task<int> FollowAsync(VerbContext context, Followed stream, bool drain, CancellationToken cancellation)
    {
        using var display = new DataStreamDisplay(context.Error);
        var drained = drain ? stream.Drain(cancellation) : Task.Delay(Timeout.Infinite, cancellation);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!drained.IsCompleted && !stream.Completion.IsCompleted)
        {
            display.Show(await stream.State());
            await Task.WhenAny(drained, stream.Completion, timer.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }
        if (stream.Completion.IsFaulted)
            await stream.Completion;
        if (drained.IsFaulted)
            await drained;
        await stream.Stop();
        var state = await stream.State();
        display.End($"Stopped at {state.Position ?? "the copy"} after {state.Rows:N0} rows in {state.Transactions:N0} transactions. "
            + (state.Position is null ? "Nothing is left at the source." : $"The slot {stream.Slot} stays at the source, which keeps its log for it: go on with the same command, or end it with --drop."));
        return ExitCodes.Ok;
    }

    private static StreamTarget TargetOf(ParseResult parsed) => new(parsed.GetValue(Source)!, parsed.GetValue(Target)!)
    {
        Mode = parsed.GetValue(Mode) ?? DataCopyMode.Translate,
        Replace = parsed.GetValue(Replace),
        AllowUnmapped = parsed.GetValue(Unmapped),
        Only = parsed.GetValue(Only) ?? [],
        Exclude = parsed.GetValue(Exclude) ?? [],
    };

    private sealed record Followed(string Slot, Func<Task<StreamState>> State, Func<CancellationToken, Task> Drain, Func<Task> Stop, Task Completion);
}
