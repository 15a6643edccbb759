using System.Diagnostics;
using System.Globalization;
using AdminApp.Tests.Shared;

namespace AdminApp.Benchmarks.Disk;

/// <summary>A file system of its own in memory whose size can be changed. Needs the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TestDirectory _directory = new();

    /// <exception cref="InvalidOperationException">This user may not mount.</exception>
    public SmallDisk(long bytes) => Run("mount", "-t", "tmpfs", "-o", Size(bytes), "adminapp-soak", Path);

    public string Path => _directory.Path;

    public long Used
    {
        get
        {
            var drive = new DriveInfo(Path);
            return drive.TotalSize - drive.TotalFreeSpace;
        }
    }

    public void Resize(long bytes) => Run("mount", "-o", "remount," + Size(bytes), Path);

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _directory.Dispose();
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"size={bytes}");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Trim()} This soak needs root.");
    }
}
