using System.Globalization;

namespace AdminApp.Data.Sqlite;

/// <summary>
/// One process owns a data directory. The operating system holds the lock, so a killed owner leaves nothing to clean up; the
/// pid stands in a file of its own because the locked one cannot be read by others.
/// </summary>
public sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream stream;

    private DataDirectoryLock(FileStream stream) => this.stream = stream;

    /// <exception cref="DataDirectoryInUseException">Another process owns the directory.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        PrivateFiles.CreateDirectory(directory);
        var owner = Path.Combine(directory, "owner.pid");
        FileStream stream;
        try
        {
            stream = new FileStream(Path.Combine(directory, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(owner))
        {
            throw new DataDirectoryInUseException(directory, File.ReadAllText(owner).Trim());
        }
        File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        PrivateFiles.Restrict(owner);
        PrivateFiles.Restrict(Path.Combine(directory, "owner.lock"));
        return new DataDirectoryLock(stream);
    }

    public void Dispose() => stream.Dispose();
}

/// <summary>A second process asked for a data directory that has an owner.</summary>
public sealed class DataDirectoryInUseException(string directory, string ownerPid)
    : Exception($"The data directory {directory} is in use by process {ownerPid}. Stop that process first, or set Data:Directory to another directory.")
{
    public string Directory { get; } = directory;

    public string OwnerPid { get; } = ownerPid;
}
