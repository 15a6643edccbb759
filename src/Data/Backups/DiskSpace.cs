using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>Whether a fault means that there is no room for a file.</summary>
internal static class DiskSpace
{
    private const int NoSpaceLeft = 28, FileTooLarge = 27, QuotaExceeded = 122;

    // SQLite reports what the limit on the size of a file refuses as a failed write.
    private const int FailedWrite = 778;

    public static bool IsFull(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteErrors.Full || sqlite.SqliteExtendedErrorCode == FailedWrite,
        IOException io => io.HResult is NoSpaceLeft or FileTooLarge or QuotaExceeded || io.Message.Contains("No space left", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Bytes free where a file would be written; null where that cannot be told.</summary>
    public static long? FreeAt(string directory)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
