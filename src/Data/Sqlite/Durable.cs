using System.Runtime.InteropServices;

namespace AdminApp.Data.Sqlite;

/// <summary>What the class library lacks: making a renamed file survive a power cut. Never for a live database file.</summary>
internal static partial class Durable
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>Flushes the file, renames it, and flushes the directory that now knows it by its new name.</summary>
    public static void Rename(string from, string to)
    {
        FlushFile(from);
        File.Move(from, to);
        FlushDirectory(Path.GetDirectoryName(to)!);
    }

    public static void FlushFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, OperatingSystem.IsLinux() ? ReadOnlyDirectory : 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open the directory {path}: error {Marshal.GetLastPInvokeError()}.");
        var result = Flush(descriptor);
        var error = Marshal.GetLastPInvokeError();
        Close(descriptor);
        if (result != 0)
            throw new IOException($"Cannot make the directory {path} durable: error {error}.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
