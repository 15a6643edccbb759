using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Features.Operations;
using AdminApp.Server;

namespace AdminApp.Features.Backups;

/// <summary>Long work with backups as the page and the API ask for it: carried out by the server, whoever looks.</summary>
public sealed class BackupTasks(BackgroundWork work)
{
    public const string Prefix = "backup:";

    /// <exception cref="ForbiddenException">The role does not hold <see cref="Permission.ManageBackups"/>.</exception>
    public WorkItem Create(Actor actor, string database, string title, string? reason) => Begin(actor, "create:" + database, $"Backing up {title}", async run =>
    {
        var made = await run.Services.GetRequiredService<DatabaseBackups>().CreateAsync(actor, database, DatabaseBackups.Manual, run.Cancellation, reason, Progress(run));
        run.Keep(made);
        return $"{made.File}: {ByteSize.Text(made.Bytes)}, {Numbers.Text(made.Rows)} rows.";
    });

    /// <inheritdoc cref="Create"/>
    public WorkItem Verify(Actor actor, string file) => Begin(actor, file, $"Verifying {file}", async run =>
    {
        var found = await run.Services.GetRequiredService<DatabaseBackups>().VerifyAsync(actor, file, run.Cancellation, Progress(run));
        run.Keep(found);
        return found.Ok
            ? $"Hash, structure, references, schema, row counts and digests are right ({Durations.Text(found.Seconds)})."
            : throw new BackupException($"It must not be restored: {string.Join("; ", found.Problems)}.");
    });

    /// <inheritdoc cref="Create"/>
    public WorkItem Test(Actor actor, string file) => Begin(actor, file, $"Testing a restore of {file}", async run =>
    {
        var found = await run.Services.GetRequiredService<RestoreTests>().RunAsync(actor, file, run.Cancellation, Progress(run));
        run.Keep(found);
        return found.Ok
            ? $"Restored into a scratch file: every table holds what the backup says ({Durations.Text(found.Seconds)})."
            : throw new BackupException($"It must not be restored: {string.Join("; ", found.Problems)}.");
    });

    /// <inheritdoc cref="Create"/>
    public WorkItem Compare(Actor actor, string file) => Begin(actor, file, $"Comparing {file} with what is there", async run =>
    {
        var found = await run.Services.GetRequiredService<RestorePreviews>().CompareAsync(actor, file, run.Cancellation, Progress(run));
        run.Keep(found);
        return found.IsSame ? "A restore would change nothing." : $"A restore would change {Tables(found.Tables.Count)}; {found.UnchangedTables} stay as they are.";
    });

    /// <inheritdoc cref="Create"/>
    public WorkItem Restore(Actor actor, string database, string file, string title, string reason) => Begin(actor, "restore:" + database, $"Restoring {title}", async run =>
    {
        var done = await run.Services.GetRequiredService<BackupRestore>().RestoreAsync(actor, file, run.Cancellation, reason, Progress(run));
        run.Keep(done);
        return BackupWords.Outcome(done);
    });

    /// <param name="received">Belongs to the work from here on.</param>
    /// <inheritdoc cref="Create"/>
    public WorkItem Accept(Actor actor, string database, string title, ReceivedFile received, string reason) => Begin(actor, $"upload:{Guid.NewGuid():N}", $"Checking the file for {title}", async run =>
    {
        var made = await run.Services.GetRequiredService<BackupUploads>().AcceptAsync(actor, database, received, reason, run.Cancellation, Progress(run));
        run.Keep(made);
        return $"It is {made.File}: {Numbers.Text(made.Rows)} rows. Restore it above when you want it.";
    });

    private WorkItem Begin(Actor actor, string name, string title, Func<WorkRun, Task<string>> task)
    {
        actor.Demand(Permission.ManageBackups);
        return work.Enqueue(Prefix + name, title, actor, task, canCancel: true);
    }

    private static string Tables(int count) => count == 1 ? "1 table" : $"{count} tables";

    private static Reporter Progress(WorkRun run) => new(run);

    private sealed class Reporter(WorkRun run) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => run.Report(BackupWords.Of(value.Phase), value.Fraction);
    }
}
