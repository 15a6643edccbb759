using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Tests.Backups;
using AdminApp.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.DataMigration.Moving;

public sealed class ChangeLogTests
{
    [Fact]
    public async Task Every_change_of_a_service_is_logged_with_its_key_and_its_audit_row()
    {
        await using var app = await TestInstallation.CreateAsync();
        await using var file = Open(app.Service<DatabaseLocations>().Tenant(TestInstallation.Slug));
        await ChangeLog.InstallAsync(file, default);

        var party = await app.AddAsync(TestInstallation.Customer("Asha"));
        await app.Service<PartyService>().SetActiveAsync(app.Administrator, party.Id, false, null, null, default);

        var log = Log(file);
        Assert.Equal([("parties", (object)(long)party.Id, "insert"), ("parties", (long)party.Id, "update")], log.Where(entry => entry.Table == "parties"));
        Assert.Equal(2, log.Count(entry => entry.Table == "audit_entries"));
        Assert.DoesNotContain(log, entry => entry.Table.Contains("search", StringComparison.Ordinal));
        Assert.Empty(ChangeLog.Read(file).Missing);
    }

    [Fact]
    public async Task A_changed_key_is_logged_as_both()
    {
        await using var file = await TablesAsync();

        file.Execute("INSERT INTO single VALUES (1, 'a'); UPDATE single SET id = 7; UPDATE single SET id = 7, name = 'b'");
        file.Execute("INSERT INTO double VALUES ('it''s', X'0102', 1.5, 'x'); UPDATE double SET c = 0.1");
        file.Execute("INSERT INTO bare VALUES ('x'); UPDATE bare SET name = 'y'; DELETE FROM bare");

        var log = Log(file);
        Assert.Equal([(1L, "delete"), (1L, "insert"), (7L, "update"), (7L, "update")], log.Where(entry => entry.Table == "single").Select(entry => ((long)entry.Key, entry.Operation)).Order());
        Assert.Equal(
            [("'it''s', X'0102', 1.5", "insert"), ("'it''s', X'0102', 0.1", "update"), ("'it''s', X'0102', 1.5", "delete")],
            log.Where(entry => entry.Table == "double").Select(entry => ((string)entry.Key, entry.Operation)).OrderBy(entry => entry.Operation == "delete").ThenBy(entry => entry.Operation));
        Assert.Equal([(1L, "insert"), (1L, "update"), (1L, "delete")], log.Where(entry => entry.Table == "bare").Select(entry => ((long)entry.Key, entry.Operation)));
    }

    [Fact]
    public async Task Statements_that_return_rows_count_and_number_them_as_before()
    {
        await using var file = await TablesAsync();

        Assert.Equal(41L, file.Scalar("INSERT INTO single VALUES (41, 'a') RETURNING id"));
        Assert.Equal(41L, file.Scalar("SELECT last_insert_rowid()"));
        Assert.Equal(1, file.Execute("INSERT INTO single VALUES (42, 'b')"));
        Assert.Equal(2, file.Execute("UPDATE single SET name = 'c'"));
        Assert.Equal(2L, file.Scalar("SELECT changes()"));
        Assert.Equal(1, file.Execute("INSERT INTO single VALUES (42, 'd') ON CONFLICT (id) DO UPDATE SET name = excluded.name"));
    }

    [Fact]
    public async Task A_rollback_takes_the_entries_back_and_a_new_log_begins_empty()
    {
        await using var file = await TablesAsync();

        file.Execute("BEGIN; INSERT INTO single VALUES (1, 'a'); ROLLBACK");
        Assert.Empty(Log(file));
        file.Execute("INSERT INTO single VALUES (1, 'a')");
        await ChangeLog.InstallAsync(file, default);
        Assert.Empty(Log(file));

        await ChangeLog.RemoveAsync(file, default);
        await ChangeLog.RemoveAsync(file, default);
        Assert.False(ChangeLog.Read(file).Installed);
        Assert.Equal(0L, file.Scalar("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"));
    }

    [Fact]
    public async Task A_table_made_anew_gets_its_triggers_back_and_is_logged_as_a_whole()
    {
        await using var file = await TablesAsync();
        file.Execute("CREATE TABLE anew (id INTEGER PRIMARY KEY, name TEXT, more TEXT); INSERT INTO anew SELECT id, name, '' FROM single; DROP TABLE single; ALTER TABLE anew RENAME TO single");
        Assert.Equal(4, ChangeLog.Read(file).Missing.Count);

        await ChangeLog.RepairAsync(file, default);

        Assert.Empty(ChangeLog.Read(file).Missing);
        Assert.Equal([("single", (object)DBNull.Value, "rebuilt")], Log(file));
    }

    [Fact]
    public async Task The_log_survives_schema_migrations_both_ways()
    {
        await using var scene = await DataScene.CreateAsync();
        await using (var file = Open(scene.Locations.Tenant(DataScene.Alpha)))
            await ChangeLog.InstallAsync(file, default);
        SqliteConnection.ClearAllPools();

        var migrations = scene.Service<SchemaMigrations>();
        await migrations.DownAsync(DataScene.Administrator, DataScene.Alpha, "OriginBaseline", default);
        await migrations.UpAsync(DataScene.Administrator, DataScene.Alpha, null, default);

        await using var after = Open(scene.Locations.Tenant(DataScene.Alpha));
        var state = ChangeLog.Read(after);
        Assert.True(state.Installed);
        Assert.Empty(state.Missing);
        Assert.Contains(("audit_entries", (object)DBNull.Value, "rebuilt"), Log(after));
    }

    [Fact]
    public async Task A_backup_of_a_logged_tenant_verifies_and_restores_with_its_log()
    {
        await using var scene = await DataScene.CreateAsync();
        await using (var file = Open(scene.Locations.Tenant(DataScene.Alpha)))
            await ChangeLog.InstallAsync(file, default);
        scene.Execute(DataScene.Alpha, "UPDATE parties SET notes = 'logged' WHERE id = 1");
        var backup = await scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);
        Assert.Empty((await scene.Service<DatabaseBackups>().VerifyAsync(DataScene.Administrator, backup.File, default)).Problems);
        scene.Execute(DataScene.Alpha, "UPDATE parties SET notes = 'later' WHERE id = 2");

        await scene.Service<BackupRestore>().RestoreAsync(DataScene.Administrator, backup.File, default);

        await using var after = Open(scene.Locations.Tenant(DataScene.Alpha));
        Assert.Empty(ChangeLog.Read(after).Missing);
        Assert.Equal([("parties", (object)1L, "update")], Log(after).Where(entry => entry.Table == "parties"));
    }

    [Fact]
    public async Task A_file_with_a_log_may_be_uploaded_and_one_with_a_trigger_that_only_looks_like_it_may_not()
    {
        await using var scene = await DataScene.CreateAsync();
        await using (var file = Open(scene.Locations.Tenant(DataScene.Alpha)))
            await ChangeLog.InstallAsync(file, default);
        var backup = await scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);
        var copy = Path.Combine(scene.Locations.DataDirectory, "sent.db");
        File.Copy(Path.Combine(scene.Locations.Backups, backup.File), copy);
        Assert.Equal(DatabaseBackups.Uploaded, (await SendAsync(scene, copy)).Reason);

        await using (var file = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            file.Open();
            file.Execute("DROP TRIGGER _change_log_parties_insert; CREATE TRIGGER _change_log_parties_insert AFTER INSERT ON parties BEGIN DELETE FROM products; END");
        }
        var refused = await Assert.ThrowsAsync<BackupException>(() => SendAsync(scene, copy));
        Assert.Contains("_change_log_parties_insert", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<BackupInfo> SendAsync(DataScene scene, string file)
    {
        await using var stream = File.OpenRead(file);
        return await scene.Service<BackupUploads>().ReceiveAsync(DataScene.Administrator, DataScene.Alpha, stream, null, default);
    }

    private static async Task<SqliteConnection> TablesAsync()
    {
        var file = new SqliteConnection("Data Source=:memory:");
        file.Open();
        file.Execute("""
            CREATE TABLE single (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE double (a TEXT, b BLOB, c REAL, d TEXT, PRIMARY KEY (a, b, c));
            CREATE TABLE bare (name TEXT);
            """);
        await ChangeLog.InstallAsync(file, default);
        return file;
    }

    private static SqliteConnection Open(string path)
    {
        var file = new SqliteConnection(SqliteConnectionStrings.Create(path));
        file.Open();
        return file;
    }

    private static List<(string Table, object Key, string Operation)> Log(SqliteConnection file) =>
        file.Query("SELECT \"table\", key, operation FROM _change_log ORDER BY seq", row => (row.GetString(0), row.GetValue(1), row.GetString(2)));
}
