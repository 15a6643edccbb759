using AdminApp.Data.Backups;
using AdminApp.Data.Tenants;

namespace AdminApp.Data.Sqlite;

/// <summary>What a killed process left half-made. None of it counts for anything: each becomes real by a rename at its end.</summary>
internal static class Leftovers
{
    private static readonly string[] Patterns = ["*.partial", "*.migrating", "*.restoring"];

    /// <summary>For the owner of the data directory at its start, before any work of its own is under way.</summary>
    public static void Remove(DatabaseLocations locations)
    {
        BackupDirectory.RemoveHalves(locations.Backups);
        foreach (var directory in new[] { locations.DataDirectory, locations.Tenants, locations.Backups })
            foreach (var file in Patterns.SelectMany(pattern => Directory.EnumerateFiles(directory, pattern)).ToList())
                DatabaseFiles.Delete(file);
    }
}
