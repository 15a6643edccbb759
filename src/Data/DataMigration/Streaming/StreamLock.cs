namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>One stream for each file; a killed process's lock ends with it.</summary>
internal static class StreamLock
{
    private static string FileOf(string target) => target + ".stream-lock";

    /// <exception cref="DataMigrationException">Another process, or another stream here, has it.</exception>
    public static FileStream Take(string target) => TryTake(target)
        ?? throw new DataMigrationException($"A stream into {target} runs already. Stop that one first.");

    public static bool IsHeld(string target)
    {
        if (!File.Exists(FileOf(target)))
            return false;
        using var held = TryTake(target);
        return held is null;
    }

    private static FileStream? TryTake(string target)
    {
        try
        {
            return new FileStream(FileOf(target), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException && File.Exists(FileOf(target)))
        {
            return null;
        }
    }
}
