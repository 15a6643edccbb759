using System.Globalization;

namespace AdminApp.Data.Backups;

/// <summary>
/// Size and time of a live database and its log, read without opening either. While it stays the same nobody wrote; when it
/// changes somebody may have (a checkpoint changes it too).
/// </summary>
internal static class SourceStamp
{
    public static string Of(string database) => string.Join(' ', new[] { database, database + "-wal" }.Select(path =>
        new FileInfo(path) is { Exists: true } file ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}") : "-"));
}
