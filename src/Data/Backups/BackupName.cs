using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace AdminApp.Data.Backups;

/// <summary>
/// Name of a backup file: <c>slug-YYYYMMDDTHHMMSSZ-xxxx.db</c>, the last part random. Anything else is refused before it
/// reaches the file system.
/// </summary>
internal static partial class BackupName
{
    public static string New(string database, DateTime now) =>
        $"{database}-{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}.db";

    /// <returns>The name itself.</returns>
    /// <exception cref="ArgumentException">Not the name of a backup.</exception>
    public static string Require(string? file) => file is not null && Pattern().IsMatch(file)
        ? file
        : throw new ArgumentException($"\"{Printable(file)}\" is not the name of a backup. Backups are called like sharma-dental-20260131T081500Z-3fa9.db; `backup list` shows them.");

    public static string ManifestOf(string file) => Path.ChangeExtension(file, ".json");

    private static string Printable(string? file) => new([.. (file ?? "").Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}-\d{8}T\d{6}Z-[0-9a-f]{4}\.db\z")]
    private static partial Regex Pattern();
}
