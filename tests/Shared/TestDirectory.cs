namespace AdminApp.Tests.Shared;

/// <summary>An empty directory of its own under the system's temporary directory, deleted with everything in it on dispose.</summary>
public sealed class TestDirectory : IDisposable
{
    public TestDirectory() => Path = Directory.CreateTempSubdirectory("adminapp-test-").FullName;

    /// <summary>Absolute path, without a trailing separator.</summary>
    public string Path { get; }

    /// <summary>Absolute path of <paramref name="relative"/> inside; nothing is created.</summary>
    public string File(params string[] relative) => System.IO.Path.Combine([Path, .. relative]);

    public override string ToString() => Path;

    public void Dispose()
    {
        // Pooled SQLite connections hold files open; deleting beneath them would make the pool hand out dead files.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
