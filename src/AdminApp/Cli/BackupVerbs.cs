using System.CommandLine;
using System.Globalization;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;

namespace AdminApp.Cli;

/// <summary><c>backup create|list|verify|restore</c>.</summary>
internal static class BackupVerbs
{
    public static Command Create(VerbRunner runner) => new("backup", "Create, list, verify and restore backups.")
    {
        Make(runner),
        List(runner),
        Verify(runner),
        Restore(runner),
    };

    private static Argument<string> File() => new("file") { Description = "Name of the backup file as `backup list` shows it." };

    private static Command Make(VerbRunner runner)
    {
        var (tenant, json) = (SchemaVerbs.Tenant(), SchemaVerbs.Json());
        var all = new Option<bool>("--all") { Description = "Every tenant." };
        var verb = new Command("create", "Back up one database or every tenant: consistent copy, checks, SHA-256, manifest.") { tenant, all, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => DatabaseNames.EachAsync(
            context, parsed.GetValue(tenant), parsed.GetValue(all), parsed.GetValue(json),
            name => context.Service<DatabaseBackups>().CreateAsync(Actor.CommandLine, name, DatabaseBackups.Manual, cancellation),
            backup => $"{backup.Database}: {backup.File}, {Bytes(backup.Bytes)}, {backup.Rows} rows, SHA-256 {backup.Sha256}", cancellation));
    }

    private static Command List(VerbRunner runner)
    {
        var (tenant, json) = (SchemaVerbs.Tenant(), SchemaVerbs.Json());
        var verb = new Command("list", "List backups, newest first.") { tenant, json };
        return runner.Attach(verb, writes: false, async (context, parsed, cancellation) =>
        {
            var backups = await context.Service<DatabaseBackups>().ListAsync(Actor.CommandLine, parsed.GetValue(tenant), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(backups);
            else
                foreach (var backup in backups)
                    context.Out.WriteLine($"{backup.File,-62}{Bytes(backup.Bytes),10}  {backup.Reason,-17}{backup.Problem ?? Verified(backup)}");
            return ExitCodes.Ok;
        });
    }

    private static Command Verify(VerbRunner runner)
    {
        var file = File();
        var json = SchemaVerbs.Json();
        var verb = new Command("verify", "Hash and check a backup again. Exit code 0 only when it can be restored.") { file, json };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var found = await context.Service<DatabaseBackups>().VerifyAsync(Actor.CommandLine, parsed.GetRequiredValue(file), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(found);
            else
                context.Error.WriteLine(found.Ok ? $"{found.File} is good." : $"{found.File} must not be restored: {string.Join("; ", found.Problems)}.");
            return found.Ok ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    private static Command Restore(VerbRunner runner)
    {
        var file = File();
        var json = SchemaVerbs.Json();
        var verb = new Command("restore", "Bring a database back to a backup, after checking it and backing up what is there.") { file, json };
        return runner.Attach(verb, writes: true, async (context, parsed, cancellation) =>
        {
            var done = await context.Service<BackupRestore>().RestoreAsync(Actor.CommandLine, parsed.GetRequiredValue(file), cancellation);
            if (parsed.GetValue(json))
                context.WriteJson(done);
            else
                Tell(context, done);
            return ExitCodes.Ok;
        });
    }

    private static void Tell(VerbContext context, RestoreResult done)
    {
        context.Error.WriteLine($"{done.Database} is as {done.File} had it: {done.Rows} rows, {done.Seconds:0.0} s.");
        if (done.SafetyBackup is not null)
            context.Error.WriteLine($"What was there before is in {done.SafetyBackup}.");
        if (done.Aside is not null)
            context.Error.WriteLine($"The unreadable file was kept as {done.Aside}.");
        if (done.PendingMigrations.Count > 0)
            context.Error.WriteLine($"Its schema is older: run `schema up --tenant {done.Database}` ({string.Join(", ", done.PendingMigrations)}).");
    }

    private static string Verified(BackupInfo backup) =>
        backup.VerifiedAt is { } at ? $"verified {at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}Z" : "not verified";

    private static string Bytes(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");
}
