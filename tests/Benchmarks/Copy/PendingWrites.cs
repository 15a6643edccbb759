using System.Diagnostics;

namespace AdminApp.Benchmarks.Copy;

/// <summary>What one contender left in the page cache is not written at the expense of the next one.</summary>
internal static class PendingWrites
{
    public static async Task FlushAsync()
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync();
    }
}
