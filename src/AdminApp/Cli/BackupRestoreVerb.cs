using System.CommandLine;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;

namespace AdminApp.Cli;

/// <summary><c>backup restore</c>, and with <c>--dry-run</c> what it would change.</summary>
internal static class BackupRestoreVerb
{
    public static Command Create(VerbRunner runner)
    {
        var (file, reason, json) = (BackupVerbs.File(), BackupVerbs.Reason(), SchemaVerbs.Json());
        var dryRun = new Option<bool>("--dry-run") { Description = "Say per table how many rows would be added, removed or differ, and change nothing. Exit code 3 when anything would." };
        var verb = new Command("restore", "Bring a database back to a backup, after checking it and backing up what is there.") { file, dryRun, reason, json };
        return runner.Attach(verb, writes: true, (context, parsed, cancellation) => context.AnswerAsync(parsed.GetValue(json), async () =>
        {
            var name = parsed.GetRequiredValue(file);
            if (parsed.GetValue(dryRun))
            {
                var preview = await BackupDisplay.RunAsync(context.Error, progress => context.Service<RestorePreviews>().CompareAsync(Actor.CommandLine, name, cancellation, progress));
                Write(context, preview, parsed.GetValue(json), Tell);
                return preview.IsSame ? ExitCodes.Ok : ExitCodes.Found;
            }
            var done = await BackupDisplay.RunAsync(context.Error, progress =>
                context.Service<BackupRestore>().RestoreAsync(Actor.CommandLine, name, cancellation, parsed.GetValue(reason), progress));
            Write(context, done, parsed.GetValue(json), Tell);
            return ExitCodes.Ok;
        }));
    }

    private static void Write<T>(VerbContext context, T result, bool json, Action<VerbContext, T> tell)
    {
        if (json)
            context.WriteJson(result);
        else
            tell(context, result);
    }

    private static void Tell(VerbContext context, RestorePreview preview)
    {
        if (preview.Tables.Count > 0)
            context.Out.WriteLine($"{"table",-40}{"now",12}{"then",12}{"added",12}{"removed",12}{"differing",12}");
        foreach (var table in preview.Tables)
            context.Out.WriteLine($"{table.Table,-40}{table.RowsNow,12}{table.RowsThen,12}{table.Added,12}{table.Removed,12}{table.Differing,12}{(table.Note is null ? "" : "  " + table.Note)}");
        context.Error.WriteLine(preview.IsSame
            ? $"{preview.Database} holds what {preview.File} holds; a restore would change nothing."
            : $"A restore of {preview.File} would change {preview.Tables.Count} tables of {preview.Database}; {preview.UnchangedTables} stay as they are. Nothing was changed now.");
        Pending(context, preview.Database, preview.PendingMigrations);
    }

    private static void Tell(VerbContext context, RestoreResult done)
    {
        context.Error.WriteLine($"{done.Database} is as {done.File} had it: {done.Rows} rows, {done.Seconds:0.0} s.");
        if (done.SafetyBackup is not null)
            context.Error.WriteLine($"What was there before is in {done.SafetyBackup}.");
        if (done.Aside is not null)
            context.Error.WriteLine($"The unreadable file was kept as {done.Aside}.");
        Pending(context, done.Database, done.PendingMigrations);
    }

    private static void Pending(VerbContext context, string database, IReadOnlyList<string> pending)
    {
        if (pending.Count > 0)
            context.Error.WriteLine($"Its schema is older: run `schema up --tenant {database}` ({string.Join(", ", pending)}).");
    }
}
