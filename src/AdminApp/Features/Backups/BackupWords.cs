using AdminApp.Data.Backups;

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

    public static string Reason(string reason) => reason.Replace('-', ' ');
}
