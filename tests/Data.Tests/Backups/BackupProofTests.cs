using System.Text.Json.Nodes;
using AdminApp.Data.Backups;
using AdminApp.Data.Central;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.Backups;

/// <summary>Digests, restore tests, the audit of what was done, and what unfinished work leaves.</summary>
public sealed class BackupProofTests
{
    [Fact]
    public async Task A_value_changed_inside_a_sound_file_is_found_by_the_digest_of_its_table()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        var path = Path.Combine(scene.Locations.Backups, backup.File);
        using (var file = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            file.Open();
            using var change = file.CreateCommand();
            change.CommandText = "UPDATE parties SET contact_person = 'somebody else' WHERE id = 42";
            change.ExecuteNonQuery();
        }
        // Whoever changes the file can correct size and hash as well.
        var manifest = Path.ChangeExtension(path, ".json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        json["bytes"] = new FileInfo(path).Length;
        json["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(path)));
        await File.WriteAllTextAsync(manifest, json.ToJsonString());

        var found = await scene.Service<DatabaseBackups>().VerifyAsync(DataScene.Administrator, backup.File, default);

        Assert.Contains("table parties holds other values", Assert.Single(found.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_sees_types_and_duplicates_and_not_the_order_of_rows()
    {
        Assert.Equal(Digest("(1,'a'),(2,x'ff')"), Digest("(2,x'ff'),(1,'a')"));
        Assert.NotEqual(Digest("(1,'a')"), Digest("(1,'a'),(1,'a')"));
        Assert.NotEqual(Digest("(1,'1')"), Digest("(1,1)"));
        Assert.NotEqual(Digest("(1,'a')"), Digest("(1,x'61')"));
        Assert.NotEqual(Digest("('ab','c')"), Digest("('a','bc')"));
        Assert.NotEqual(Digest($"(1,'{new string('x', 100_000)}')"), Digest($"(1,'{new string('x', 99_999)}y')"));
        await Task.CompletedTask;

        static string Digest(string rows)
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE t (a, b); INSERT INTO t VALUES {rows}";
            command.ExecuteNonQuery();
            return TableDigests.Of(connection, null, default)["t"].Digest;
        }
    }

    [Fact]
    public async Task A_restore_test_goes_through_a_scratch_file_and_its_outcome_is_kept()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        var tests = scene.Service<RestoreTests>();

        Assert.True((await tests.RunAsync(DataScene.Administrator, backup.File, default)).Ok);
        Assert.NotNull((await OnlyAsync(scene)).TestedAt);
        Assert.Equal(2, Directory.GetFiles(scene.Locations.Backups).Length);

        var manifest = Path.ChangeExtension(Path.Combine(scene.Locations.Backups, backup.File), ".json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        json["digests"]!["parties"] = new string('0', 32);
        await File.WriteAllTextAsync(manifest, json.ToJsonString());
        Assert.False((await tests.RunAsync(DataScene.Administrator, backup.File, default)).Ok);
        var listed = await OnlyAsync(scene);
        Assert.Equal(BackupState.Damaged, listed.State);
        Assert.Contains("restore test failed", listed.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_done_is_written_down_with_its_reason_and_its_end()
    {
        await using var scene = await DataScene.CreateAsync();
        var backups = scene.Service<DatabaseBackups>();
        var backup = await backups.CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default, "before the fair");
        await backups.DownloadAsync(DataScene.Administrator, backup.File, "for the auditor", default);
        await scene.Service<BackupRestore>().RestoreAsync(DataScene.Administrator, backup.File, default, "wrong prices");
        var safety = (await backups.ListAsync(DataScene.Administrator, DataScene.Alpha, default))[0];
        await scene.Service<BackupPruning>().DeleteAsync(DataScene.Administrator, safety.File, "not needed", default);
        await Assert.ThrowsAsync<BackupException>(() => scene.Service<BackupPruning>().DeleteAsync(DataScene.Administrator, backup.File, null, default));
        scene.DamagePages(DataScene.Alpha);
        await Assert.ThrowsAsync<BackupDamagedException>(() => CreateAsync(scene));

        var entries = await scene.Service<BackupJournal>().ListAsync(DataScene.Viewer, DataScene.Alpha, 10, default);

        Assert.Equal(
            [("create", false, DatabaseBackups.Manual), ("delete", true, "not needed"), ("restore", true, "wrong prices"), ("download", true, "for the auditor"), ("create", true, "before the fair")],
            entries.Select(entry => (entry.Action, entry.Ok, entry.Reason)));
        Assert.All(entries, entry => Assert.Equal(("priya", "127.0.0.1"), (entry.Actor, entry.Origin)));
        Assert.Contains("damaged", entries[0].Detail, StringComparison.Ordinal);
        Assert.Equal("before the fair", (await OnlyAsync(scene)).Note);
        Assert.Contains(safety.File, entries[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_backup_leaves_nothing()
    {
        await using var scene = await DataScene.CreateAsync();
        using var stop = new CancellationTokenSource();
        // Told on the way: the copy is there by then, its manifest is not.
        var progress = new Cancelling(stop, BackupPhase.Digesting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Service<DatabaseBackups>().CreateAsync(
            DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, stop.Token, progress: progress));
        Assert.Empty(Directory.GetFiles(scene.Locations.Backups));
        Assert.Equal([BackupPhase.Copying, BackupPhase.Checking, BackupPhase.Digesting], progress.Seen);
    }

    [Fact]
    public async Task What_a_kill_left_is_removed_at_the_next_start_and_whole_backups_stay()
    {
        await using var scene = await DataScene.CreateAsync();
        var whole = await CreateAsync(scene);
        var halfMade = Path.Combine(scene.Locations.Backups, BackupName.New(DataScene.Alpha, DateTime.UtcNow));
        foreach (var file in new[] { halfMade, BackupName.ManifestOf(halfMade) + ".partial", Path.Combine(scene.Locations.Backups, ".test-1.partial") })
            await File.WriteAllTextAsync(file, "x");
        var foreign = Path.Combine(scene.Locations.Backups, BackupName.New(DataScene.Beta, DateTime.UtcNow));
        await File.WriteAllTextAsync(foreign, "somebody put it here");

        await scene.Service<CentralProvisioning>().EnsureAsync(default);

        Assert.Equal(
            new[] { whole.File, BackupName.ManifestOf(whole.File), Path.GetFileName(foreign) }.Order(StringComparer.Ordinal),
            Directory.GetFiles(scene.Locations.Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restore_is_told_to_whoever_shows_the_rows()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        RestoreNotice? told = null;
        scene.Service<RestoreNotices>().Restored += notice => told = notice;
        await scene.Service<BackupRestore>().RestoreAsync(DataScene.Administrator, backup.File, default);
        Assert.Equal(new RestoreNotice(DataScene.Alpha, backup.CreatedAt, "priya"), told);
    }

    private static Task<BackupInfo> CreateAsync(DataScene scene) => scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);

    private static async Task<BackupInfo> OnlyAsync(DataScene scene) => Assert.Single(await scene.Service<DatabaseBackups>().ListAsync(DataScene.Administrator, DataScene.Alpha, default));

    private sealed class Cancelling(CancellationTokenSource stop, BackupPhase when) : IProgress<BackupProgress>
    {
        public List<BackupPhase> Seen { get; } = [];

        public void Report(BackupProgress value)
        {
            if (Seen.LastOrDefault(BackupPhase.Hashing) != value.Phase)
                Seen.Add(value.Phase);
            if (value.Phase == when)
                stop.Cancel();
        }
    }
}
