using System.Diagnostics;
using AdminApp.Data.Backups;
using Xunit.Abstractions;

namespace AdminApp.Data.Tests.Backups;

/// <summary>A real small disk in the place of the backups. Mounting one needs root; without it there is nothing to see.</summary>
public sealed class BackupFullDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_full_disk_ends_a_backup_with_a_clear_message_and_nothing_is_left()
    {
        await using var scene = await DataScene.CreateAsync();
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", "size=200k,mode=700", "tmpfs", scene.Locations.Backups) != 0)
        {
            output.WriteLine("No disk could be mounted here.");
            return;
        }
        try
        {
            var refused = await Assert.ThrowsAsync<BackupException>(() => scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default));
            Assert.StartsWith("No space left in " + scene.Locations.Backups, refused.Message, StringComparison.Ordinal);
            Assert.Contains("Free some space", refused.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(scene.Locations.Backups));
            var entry = Assert.Single(await scene.Service<BackupJournal>().ListAsync(DataScene.Administrator, DataScene.Alpha, 10, default));
            Assert.Equal((false, refused.Message), (entry.Ok, entry.Detail));
            await scene.AddPartiesAsync(DataScene.Alpha, 1);

            await using var large = File.OpenRead(typeof(BackupFullDiskTests).Assembly.Location);
            var sent = await Assert.ThrowsAsync<BackupException>(() => scene.Service<BackupUploads>().ReceiveAsync(DataScene.Administrator, DataScene.Alpha, large, null, default));
            Assert.StartsWith("No space left", sent.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(scene.Locations.Backups));
        }
        finally
        {
            Run("umount", scene.Locations.Backups);
        }
        await scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
