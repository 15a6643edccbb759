using AdminApp.Data.Sqlite;

namespace AdminApp.Data.Backups;

/// <summary>
/// Files of a directory of backups. A backup exists from the moment its manifest has its name: <c>X.json.partial</c> is written
/// first and renamed last, and deleting goes the same way back, so that a process killed at any moment leaves a whole backup or
/// something that <see cref="RemoveHalves"/> knows for rubbish.
/// </summary>
internal static class BackupDirectory
{
    private const string Partial = ".partial";

    public static string PartialOf(string path) => path + Partial;

    /// <summary>Gives the finished partial file and its manifest their names.</summary>
    public static async Task PublishAsync(string path, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var final = BackupName.ManifestOf(path);
        var announced = PartialOf(final);
        await File.WriteAllTextAsync(announced, manifest.Write(), cancellationToken).ConfigureAwait(false);
        PrivateFiles.Restrict(announced);
        Durable.FlushFile(announced);
        Durable.Rename(PartialOf(path), path);
        Durable.Rename(announced, final);
    }

    /// <summary>Takes back what an unfinished <see cref="PublishAsync"/> did; nothing when it came to its end.</summary>
    public static void Withdraw(string path)
    {
        DatabaseFiles.Delete(PartialOf(path));
        var final = BackupName.ManifestOf(path);
        if (!File.Exists(final) && File.Exists(PartialOf(final)))
            File.Delete(path);
        File.Delete(PartialOf(final));
    }

    /// <summary>Deletes a backup: from the first step on it is none any more.</summary>
    public static void Delete(string path)
    {
        var manifest = BackupName.ManifestOf(path);
        if (File.Exists(manifest))
            Durable.Rename(manifest, PartialOf(manifest));
        File.Delete(path);
        File.Delete(PartialOf(manifest));
        Durable.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes what killed processes left. Never a backup file without a trace of a manifest: somebody may have put it there.</summary>
    public static void RemoveHalves(string directory)
    {
        foreach (var announced in Directory.EnumerateFiles(directory, "*.json" + Partial).ToList())
        {
            var final = announced[..^Partial.Length];
            if (!File.Exists(final))
                File.Delete(Path.ChangeExtension(final, ".db"));
            File.Delete(announced);
        }
    }

    /// <summary>Every manifest there is, newest first; null for one that cannot be read or names another file.</summary>
    public static async Task<IReadOnlyList<(string File, BackupManifest? Manifest)>> ManifestsAsync(string directory, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory))
            return [];
        var found = new List<(string File, BackupManifest? Manifest)>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
        {
            var file = Path.GetFileNameWithoutExtension(path) + ".db";
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is not { } text)
                continue;
            found.Add((file, BackupManifest.Parse(text) is { } manifest && manifest.File == file ? manifest : null));
        }
        return [.. found.OrderByDescending(f => f.Manifest?.CreatedAt).ThenByDescending(f => f.File, StringComparer.Ordinal)];
    }

    // One that is pruned while the directory is read is simply not listed.
    private static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
