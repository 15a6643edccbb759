using System.Diagnostics;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>A file system of a few megabytes in memory; only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TestDirectory _directory = new();

    public string Path => _directory.Path;

    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "adminapp-test", disk.Path))
            return disk;
        disk._directory.Dispose();
        throw new InvalidOperationException("A small file system cannot be mounted here.");
    }

    public static bool IsPossible()
    {
        if (!Environment.IsPrivilegedProcess)
            return false;
        try
        {
            Mount(1).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Run("umount", Path);
        _directory.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that needs a file system of its own, and is skipped where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Possible = new(SmallDisk.IsPossible);

    public SmallDiskFactAttribute()
    {
        if (!Possible.Value)
            Skip = "Mounting a small file system needs root.";
    }
}
