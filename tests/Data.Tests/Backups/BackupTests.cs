using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Tenants;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.Backups;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_is_private_checked_and_described_by_its_manifest()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);

        var path = Path.Combine(scene.Locations.Backups, backup.File);
        Assert.Matches(@"^alpha-\d{8}T\d{6}Z-[0-9a-f]{4}\.db$", backup.File);
        Assert.Equal(new FileInfo(path).Length, backup.Bytes);
        Assert.Equal(64, backup.Sha256.Length);
        Assert.Equal("priya", backup.CreatedBy);
        var manifest = await File.ReadAllTextAsync(Path.ChangeExtension(path, ".json"));
        Assert.Contains($"\"parties\": {DataScene.Parties}", manifest, StringComparison.Ordinal);
        Assert.Contains(backup.SchemaVersion!, manifest, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(scene.Locations.Backups), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(2, Directory.EnumerateFiles(scene.Locations.Backups).Count());
    }

    [Fact]
    public async Task A_database_can_be_backed_up_while_it_is_written()
    {
        await using var scene = await DataScene.CreateAsync();
        using var stop = new CancellationTokenSource();
        var wrote = new TaskCompletionSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await scene.AddPartiesAsync(DataScene.Alpha, 5);
                wrote.TrySetResult();
            }
        });
        await wrote.Task;
        var backup = await Create(scene, DataScene.Alpha);
        await stop.CancelAsync();
        await writing;

        // Each transaction adds five: a backup that saw half of one would not divide.
        using var copy = new SqliteConnection($"Data Source={Path.Combine(scene.Locations.Backups, backup.File)};Mode=ReadOnly;Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT count(*) FROM parties";
        var rows = (long)command.ExecuteScalar()!;
        Assert.InRange(rows, DataScene.Parties + 5, long.MaxValue);
        Assert.Equal(0, rows % 5);
        Assert.True((await Verify(scene, backup.File)).Ok);
    }

    [Fact]
    public async Task A_restore_brings_back_everything_and_keeps_what_was_there()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);
        scene.Execute(DataScene.Alpha, "DELETE FROM parties WHERE id > 10");

        var done = await Restore(scene, backup.File);

        Assert.Equal(DataScene.Parties, scene.CountParties(DataScene.Alpha));
        Assert.Equal("ok", scene.Scalar(DataScene.Alpha, "PRAGMA quick_check"));
        Assert.Equal("wal", scene.Scalar(DataScene.Alpha, "PRAGMA journal_mode"));
        Assert.Equal("restore", scene.Scalar(DataScene.Alpha, "SELECT action FROM audit_entries WHERE actor = 'priya' AND entity_name = '" + backup.File + "'"));
        var safety = Assert.Single(await List(scene), b => b.File == done.SafetyBackup);
        Assert.Equal((DatabaseBackups.BeforeRestore, DataScene.Alpha), (safety.Reason, safety.Database));
        await Restore(scene, safety.File);
        Assert.Equal(10, scene.CountParties(DataScene.Alpha));
    }

    [Fact]
    public async Task A_reader_that_is_open_during_a_restore_keeps_its_state_and_then_sees_the_new_one()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);
        scene.Execute(DataScene.Alpha, "DELETE FROM parties WHERE id > 10");
        using var reader = new SqliteConnection($"Data Source={scene.PathOf(DataScene.Alpha)};Mode=ReadOnly;Pooling=False");
        reader.Open();
        using var transaction = reader.BeginTransaction(deferred: true);
        long Count()
        {
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT count(*) FROM parties";
            return (long)command.ExecuteScalar()!;
        }
        Assert.Equal(10, Count());
        await Restore(scene, backup.File);
        Assert.Equal(10, Count());
        await transaction.CommitAsync();
        Assert.Equal(DataScene.Parties, Count());
    }

    [Fact]
    public async Task A_backup_with_one_flipped_byte_is_refused_and_the_live_database_stays()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);
        scene.Execute(DataScene.Alpha, "DELETE FROM parties WHERE id > 10");
        using (var file = new FileStream(Path.Combine(scene.Locations.Backups, backup.File), FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length / 2;
            var value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 1));
        }

        Assert.Contains("SHA-256", Assert.Single((await Verify(scene, backup.File)).Problems), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<BackupException>(() => Restore(scene, backup.File));
        Assert.Contains(backup.File, refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, scene.CountParties(DataScene.Alpha));
        Assert.Equal(BackupState.Damaged, Assert.Single(await List(scene)).State);
    }

    [Theory]
    [InlineData("CREATE TRIGGER steal AFTER INSERT ON parties BEGIN DELETE FROM products; END", "trigger steal")]
    [InlineData("CREATE VIEW sneaky AS SELECT load_extension('x')", "view sneaky")]
    [InlineData("DROP TABLE payments", "payments")]
    public async Task A_backup_whose_schema_is_not_ours_is_refused_by_name(string sql, string named)
    {
        await using var scene = await DataScene.CreateAsync();
        scene.Execute(DataScene.Alpha, sql);
        var backup = await Create(scene, DataScene.Alpha);
        var refused = await Assert.ThrowsAsync<BackupException>(() => Restore(scene, backup.File));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_damaged_tenant_file_is_replaced_and_the_damaged_one_kept()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);
        scene.DamagePages(DataScene.Alpha);
        await scene.Service<Data.Health.DatabaseHealth>().CheckAsync(DataScene.Administrator, CancellationToken.None);
        Assert.Equal(TenantState.Quarantined, (await scene.Service<TenantRegistry>().FindAsync(DataScene.Alpha, CancellationToken.None)).State);
        await Assert.ThrowsAsync<BackupDamagedException>(() => Create(scene, DataScene.Alpha));

        var done = await Restore(scene, backup.File);

        Assert.Null(done.SafetyBackup);
        Assert.True(File.Exists(Path.Combine(scene.Locations.Tenants, done.Aside!)));
        Assert.Equal(TenantState.Active, (await scene.Service<TenantRegistry>().FindAsync(DataScene.Alpha, CancellationToken.None)).State);
        await scene.AddPartiesAsync(DataScene.Alpha, 1);
        Assert.Equal(DataScene.Parties + 1, scene.CountParties(DataScene.Alpha));

        SqliteConnection.ClearAllPools();
        TenantProvisioning.DeleteFile(scene.PathOf(DataScene.Alpha));
        Assert.Null((await Restore(scene, backup.File)).Aside);
        Assert.Equal(DataScene.Parties, scene.CountParties(DataScene.Alpha));
    }

    [Fact]
    public async Task A_missing_file_is_listed_as_missing_and_an_unfinished_backup_not_at_all()
    {
        await using var scene = await DataScene.CreateAsync();
        var gone = await Create(scene, DataScene.Alpha);
        var unfinished = await Create(scene, DataScene.Beta);
        File.Delete(Path.Combine(scene.Locations.Backups, gone.File));
        File.Delete(Path.Combine(scene.Locations.Backups, Path.ChangeExtension(unfinished.File, ".json")));
        var only = Assert.Single(await List(scene));
        Assert.Equal((gone.File, BackupState.Missing), (only.File, only.State));
    }

    [Theory]
    [InlineData("../central.db")]
    [InlineData("/etc/passwd")]
    [InlineData("alpha.db")]
    [InlineData("alpha-20260101T000000Z-00ff.db/../../x")]
    public async Task A_name_that_is_no_backup_never_reaches_the_file_system(string name)
    {
        await using var scene = await DataScene.CreateAsync();
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Restore(scene, name));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_make_verify_and_restore_backups()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, DataScene.Alpha);
        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Service<DatabaseBackups>().CreateAsync(DataScene.Viewer, DataScene.Alpha, DatabaseBackups.Manual, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Service<DatabaseBackups>().VerifyAsync(DataScene.Viewer, backup.File, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Service<BackupRestore>().RestoreAsync(DataScene.Viewer, backup.File, default));
        Assert.Single(await scene.Service<DatabaseBackups>().ListAsync(DataScene.Viewer, null, default));
    }

    [Fact]
    public async Task The_central_database_is_backed_up_and_restored_like_a_tenant()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await Create(scene, "central");
        await scene.Service<TenantProvisioning>().CreateAsync(DataScene.Administrator, "gamma", "Gamma", default);
        await Restore(scene, backup.File);
        await Assert.ThrowsAsync<UnknownTenantException>(() => scene.Service<TenantRegistry>().FindAsync("gamma", default));
        Assert.Equal(2, (await scene.Service<TenantRegistry>().ListAsync(default)).Count);
    }

    private static Task<BackupInfo> Create(DataScene scene, string database) =>
        scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, database, DatabaseBackups.Manual, CancellationToken.None);

    private static Task<IReadOnlyList<BackupInfo>> List(DataScene scene) =>
        scene.Service<DatabaseBackups>().ListAsync(DataScene.Administrator, null, CancellationToken.None);

    private static Task<BackupVerification> Verify(DataScene scene, string file) =>
        scene.Service<DatabaseBackups>().VerifyAsync(DataScene.Administrator, file, CancellationToken.None);

    private static Task<RestoreResult> Restore(DataScene scene, string file) =>
        scene.Service<BackupRestore>().RestoreAsync(DataScene.Administrator, file, CancellationToken.None);
}
