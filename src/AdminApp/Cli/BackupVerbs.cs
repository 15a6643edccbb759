using System.CommandLine;
using System.Globalization;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Features.Operations;

namespace AdminApp.Cli;

/// <summary><c>backup create|list|verify|restore|prune</c>.</summary>
internal static class BackupVerbs
{
    public static Command Create(VerbRunner runner) => new("backup", "Create, list, verify, restore and prune backups.")
    {
        Make(runner),
        List(runner),
        Verify(runner),
        BackupRestoreVerb.Create(runner),
        BackupPruneVerb.Create(runner),
    };

    internal static Argument<string> File() => new("file") { Description = "Name of the backup file as `backup list` shows it." };

    internal static Option<string?> Reason() => new("--reason") { Description = "Why, for the audit." };

    private static Command Make(VerbRunner runner)
    {
        var (tenant, json, reason) = (SchemaVerbs.Tenant(), SchemaVerbs.Json(), Reason());
        var all = new Option<bool>("--all") { Description = "Every tenant." };
        var verb = new Command("create", "Back up one database or every tenant: consistent copy, checks, digests, SHA-256, manifest.") { tenant, all, reason, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), () => DatabaseNames.EachAsync(
            context, parsed.GetValue(tenant), parsed.GetValue(all), parsed.GetValue(json),
            name => BackupDisplay.RunAsync(context.Error, progress =>
                context.Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, name, DatabaseBackups.Manual, cancellation, parsed.GetValue(reason), progress)),
            backup => $"{backup.Database}: {backup.File}, {ByteSize.Text(backup.Bytes)}, {backup.Rows} rows, SHA-256 {backup.Sha256}", cancellation)));
    }

    private static Command List(VerbRunner runner)
    {
        var (tenant, json) = (SchemaVerbs.Tenant(), SchemaVerbs.Json());
        var verb = new Command("list", "List backups, newest first.") { tenant, json };
        return runner.Attach(verb, writes: false, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var backups = await context.Service<DatabaseBackups>().ListAsync(Actor.CommandLine, parsed.GetValue(tenant), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(backups);
            else
                foreach (var backup in backups)
                    context.Out.WriteLine($"{backup.File,-62}{ByteSize.Text(backup.Bytes),10}  {backup.Reason,-17}{backup.Problem ?? Proven(backup)}");
            return ExitCodes.Ok;
        }));
    }

    private static Command Verify(VerbRunner runner)
    {
        var file = File();
        var json = SchemaVerbs.Json();
        var restore = new Option<bool>("--restore-test") { Description = "Also restore it into a scratch file and compare every table there." };
        var verb = new Command("verify", "Hash, check and digest a backup again. Exit code 0 only when it can be restored.") { file, restore, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var name = parsed.GetRequiredValue(file);
            var found = await BackupDisplay.RunAsync(context.Error, progress => parsed.GetValue(restore)
                ? context.Service<RestoreTests>().RunAsync(Actor.CommandLine, name, cancellation, progress)
                : context.Service<DatabaseBackups>().VerifyAsync(Actor.CommandLine, name, cancellation, progress));
            if (parsed.GetValue(json))
                context.WriteJson(found);
            else
                context.Error.WriteLine(found.Ok ? $"{found.File} is good." : $"{found.File} must not be restored: {string.Join("; ", found.Problems)}.");
            return found.Ok ? ExitCodes.Ok : ExitCodes.Failed;
        }));
    }

    private static string Proven(BackupInfo backup) => (backup.TestedAt, backup.VerifiedAt) switch
    {
        ({ } at, _) => $"restore tested {Time(at)}",
        (_, { } at) => $"verified {Time(at)}",
        _ => "checked when made",
    } + (backup.CopyProblem is { } problem ? $"; not copied: {problem}" : backup.CopiedAt is { } copied ? $"; copied {Time(copied)}" : "");

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
}
