using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.Backups;

public sealed class BackupUploadTests
{
    [Fact]
    public async Task A_file_of_ours_becomes_a_backup_and_is_restored_like_one()
    {
        await using var scene = await DataScene.CreateAsync();
        var file = await FileAsync(scene);
        scene.Execute(DataScene.Alpha, "DELETE FROM parties");

        var backup = await SendAsync(scene, file);

        Assert.Equal((DatabaseBackups.Uploaded, "from the old machine", BackupState.Present), (backup.Reason, backup.Note, backup.State));
        Assert.Equal(DataScene.Parties, (await scene.Service<RestorePreviews>().CompareAsync(DataScene.Administrator, backup.File, default)).Tables.Single(t => t.Table == "parties").Added);
        await scene.Service<BackupRestore>().RestoreAsync(DataScene.Administrator, backup.File, default);
        Assert.Equal(DataScene.Parties, scene.CountParties(DataScene.Alpha));
    }

    [Theory]
    [InlineData("CREATE TRIGGER steal AFTER INSERT ON parties BEGIN DELETE FROM products; END", "trigger steal")]
    [InlineData("CREATE VIEW sneaky AS SELECT load_extension('x')", "view sneaky")]
    [InlineData("CREATE TABLE extra (a TEXT DEFAULT (randomblob(10)))", "table extra")]
    [InlineData("CREATE INDEX slow ON parties (hex(name))", "index slow")]
    [InlineData("ALTER TABLE parties ADD COLUMN spy TEXT AS (hex(name))", "table parties")]
    [InlineData("CREATE TABLE \"_pg_info\" (key TEXT CHECK (length(key) > 1))", "table _pg_info")]
    [InlineData("DROP TABLE payments", "payments")]
    [InlineData("DELETE FROM __EFMigrationsHistory", "schema")]
    [InlineData("DROP TABLE __EFMigrationsHistory; CREATE VIEW __EFMigrationsHistory AS SELECT 'x' AS MigrationId", "no schema")]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99')", "unknown to this version")]
    public async Task What_AdminApp_did_not_make_is_refused_by_name(string sql, string named)
    {
        await using var scene = await DataScene.CreateAsync();
        var file = await FileAsync(scene);
        await Run(file, sql);
        await RefusedAsync(scene, await File.ReadAllBytesAsync(file), named);
    }

    [Fact]
    public async Task Text_that_only_looks_like_one_of_ours_in_the_schema_is_refused()
    {
        await using var scene = await DataScene.CreateAsync();
        var file = await FileAsync(scene);
        // By writing to the schema itself anything can be put there.
        await Run(file, "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'CREATE TABLE \"payments\" (', 'CREATE TABLE \"payments\" (evil INTEGER CHECK (load_extension(''x'') = 1), ') WHERE name = 'payments'");
        await RefusedAsync(scene, await File.ReadAllBytesAsync(file), "");
    }

    [Fact]
    public async Task Garbage_truncation_and_a_database_of_the_other_kind_are_refused()
    {
        await using var scene = await DataScene.CreateAsync();
        var good = await File.ReadAllBytesAsync(await FileAsync(scene));
        await RefusedAsync(scene, [], "no SQLite database");
        await RefusedAsync(scene, new byte[10_000], "no SQLite database");
        await RefusedAsync(scene, good[..(good.Length - 4096)], "truncated");
        await RefusedAsync(scene, good[..(good.Length - 100)], "truncated");
        var damaged = (byte[])good.Clone();
        for (var page = 3; page < damaged.Length / 4096; page += 2)
            Array.Fill(damaged, (byte)0xA5, page * 4096, 4096);
        await RefusedAsync(scene, damaged, "");
        var central = await scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, "central", DatabaseBackups.Manual, default);
        await RefusedAsync(scene, await File.ReadAllBytesAsync(Path.Combine(scene.Locations.Backups, central.File)), "");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_before_it_is_whole()
    {
        await using var scene = await DataScene.CreateAsync(backups: new BackupSettings { MaxUploadMiB = 1 });
        using var endless = new Endless();
        var refused = await Assert.ThrowsAsync<BackupException>(() => scene.Service<BackupUploads>().ReceiveAsync(DataScene.Administrator, DataScene.Alpha, endless, null, default));
        Assert.Contains("larger than 1 MiB", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scene.Locations.Backups));
    }

    [Fact]
    public async Task Only_administrators_send_files_in()
    {
        await using var scene = await DataScene.CreateAsync();
        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Service<BackupUploads>().ReceiveAsync(DataScene.Viewer, DataScene.Alpha, Stream.Null, null, default));
    }

    /// <summary>A copy of the tenant's file as somebody has it who stopped the application and copied it: in WAL mode.</summary>
    private static async Task<string> FileAsync(DataScene scene)
    {
        scene.Execute(DataScene.Alpha, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        var file = Path.Combine(scene.Locations.DataDirectory, "sent.db");
        await File.WriteAllBytesAsync(file, await File.ReadAllBytesAsync(scene.PathOf(DataScene.Alpha)));
        return file;
    }

    private static async Task Run(string file, string sql)
    {
        await using var connection = new SqliteConnection(SqliteConnectionStrings.Create(file));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<BackupInfo> SendAsync(DataScene scene, string file)
    {
        await using var stream = File.OpenRead(file);
        return await scene.Service<BackupUploads>().ReceiveAsync(DataScene.Administrator, DataScene.Alpha, stream, "from the old machine", default);
    }

    private static async Task RefusedAsync(DataScene scene, byte[] content, string named)
    {
        var before = Directory.GetFiles(scene.Locations.Backups).Length;
        using var stream = new MemoryStream(content);
        var refused = await Assert.ThrowsAsync<BackupException>(() => scene.Service<BackupUploads>().ReceiveAsync(DataScene.Administrator, DataScene.Alpha, stream, null, default));
        Assert.StartsWith("The file is refused: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(scene.Locations.Backups).Length);
        Assert.Equal((long)DataScene.Parties, scene.CountParties(DataScene.Alpha));
        var entry = (await scene.Service<BackupJournal>().ListAsync(DataScene.Administrator, DataScene.Alpha, 1, default))[0];
        Assert.Equal((BackupActions.Upload, false), (entry.Action, entry.Ok));
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => count;
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
