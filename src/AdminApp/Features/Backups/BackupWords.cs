using AdminApp.Components.Controls;
using AdminApp.Data.Backups;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Backups;

/// <summary>Backups in words, the same for the page and the command line.</summary>
internal static class BackupWords
{
    public static string Of(BackupPhase phase) => phase switch
    {
        BackupPhase.Copying => "Writing the copy",
        BackupPhase.Checking => "Checking its structure",
        BackupPhase.Digesting => "Digesting its tables",
        BackupPhase.Hashing => "Hashing the file",
        BackupPhase.Comparing => "Comparing rows",
        _ => "Exchanging the content",
    };

    public static string Outcome(RestoreResult done)
    {
        var kept = (done.SafetyBackup, done.Aside) switch
        {
            ({ } safety, _) => $" What was there before is in {safety}.",
            (_, { } aside) => $" The unreadable file was kept as {aside}.",
            _ => "",
        };
        var pending = done.PendingMigrations.Count == 0 ? "" : $" Its schema is older: apply {done.PendingMigrations.Count} on the Migrations page before people can use it.";
        return $"{Numbers.Text(done.Rows)} rows in {Durations.Text(done.Seconds)}.{kept}{pending}";
    }

    /// <summary>What was done, as a sentence begins.</summary>
    public static string Action(string action) => action switch
    {
        BackupActions.Create => "Backed up",
        BackupActions.Verify => "Verified",
        BackupActions.Test => "Restore tested",
        BackupActions.Compare => "Compared",
        BackupActions.Restore => "Restored",
        BackupActions.Delete => "Deleted",
        BackupActions.Upload => "Sent in",
        BackupActions.Download => "Downloaded",
        BackupActions.Copy => "Copied",
        _ => action,
    };

    public static string Reason(string reason) => reason.Replace('-', ' ');
}
