using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Features.Operations;

namespace AdminApp.Cli;

/// <summary><c>backup prune</c>: by the rules of the configuration, or one backup by name.</summary>
internal static class BackupPruneVerb
{
    public static Command Create(VerbRunner runner)
    {
        var (tenant, json, reason) = (SchemaVerbs.Tenant(), SchemaVerbs.Json(), BackupVerbs.Reason());
        var all = new Option<bool>("--all") { Description = "Every tenant." };
        var file = new Option<string?>("--file") { Description = "Delete this one backup, whatever the rules say." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be deleted and delete nothing." };
        var verb = new Command("prune", "Delete backups that no retention rule keeps, or the one named by --file.") { tenant, all, file, dryRun, reason, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), () =>
        {
            var pruning = context.Service<BackupPruning>();
            if (parsed.GetValue(file) is { } name)
                return OneAsync(context, pruning, name, parsed.GetValue(dryRun), parsed.GetValue(reason), parsed.GetValue(json), cancellation);
            return DatabaseNames.EachAsync(
                context, parsed.GetValue(tenant), parsed.GetValue(all), parsed.GetValue(json),
                database => pruning.PruneAsync(Actor.CommandLine, database, parsed.GetValue(dryRun), parsed.GetValue(reason), cancellation), Describe, cancellation);
        }));
    }

    private static async Task<int> OneAsync(VerbContext context, BackupPruning pruning, string file, bool dryRun, string? reason, bool json, CancellationToken cancellation)
    {
        if (dryRun)
            throw new ArgumentException("--dry-run tells what the rules would delete; --file deletes the one it names. Use one of them.");
        await pruning.DeleteAsync(Actor.CommandLine, file, reason, cancellation);
        if (json)
            context.WriteJson(new { Deleted = file });
        else
            context.Error.WriteLine($"{file} was deleted.");
        return ExitCodes.Ok;
    }

    private static string Describe(PruneResult result)
    {
        var lines = result.Verdicts.Select(verdict => $"  {verdict.File,-62}{(verdict.Keep ? "keep" : result.DryRun ? "would delete" : "deleted"),-14}{verdict.Why}");
        return string.Join(Environment.NewLine, lines.Prepend(
            $"{result.Database}: {result.Deleted} of {result.Verdicts.Count} backups {(result.DryRun ? "would be deleted" : "deleted")}, {ByteSize.Text(result.Bytes)}."));
    }
}
