using AdminApp.Data.Access;
using AdminApp.Data.Backups;

namespace AdminApp.Data.Tests.Backups;

public sealed class RestorePreviewTests
{
    [Fact]
    public async Task Rows_that_would_come_go_and_differ_are_counted_by_table()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        scene.Execute(DataScene.Alpha, "DELETE FROM parties WHERE id <= 7");
        scene.Execute(DataScene.Alpha, "UPDATE parties SET contact_person = 'Ärger' WHERE id BETWEEN 101 AND 105");
        scene.Execute(DataScene.Alpha, "UPDATE parties SET name = upper(name) WHERE id = 110");
        await scene.AddPartiesAsync(DataScene.Alpha, 3);

        var preview = await CompareAsync(scene, backup.File);

        var parties = Assert.Single(preview.Tables);
        Assert.Equal(("parties", DataScene.Parties - 4L, (long)DataScene.Parties, 7L, 3L, 6L), (parties.Table, parties.RowsNow, parties.RowsThen, parties.Added, parties.Removed, parties.Differing));
        Assert.True(preview.UnchangedTables > 30);
        Assert.False(preview.IsSame);
        Assert.Equal(DataScene.Parties - 4, scene.CountParties(DataScene.Alpha));
        Assert.Single(await scene.Service<DatabaseBackups>().ListAsync(DataScene.Administrator, null, default));
    }

    [Fact]
    public async Task Nothing_written_since_means_nothing_to_change()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        Assert.True((await CompareAsync(scene, backup.File)).IsSame);
    }

    [Fact]
    public async Task A_table_or_column_that_one_side_lacks_is_named()
    {
        await using var scene = await DataScene.CreateAsync();
        scene.Execute(DataScene.Alpha, "CREATE TABLE loose (a TEXT, b); INSERT INTO loose VALUES ('x', 1), ('x', 1), ('y', NULL)");
        var backup = await CreateAsync(scene);
        scene.Execute(DataScene.Alpha, "DELETE FROM loose WHERE rowid = 1; INSERT INTO loose VALUES ('z', 1); ALTER TABLE parties ADD COLUMN later TEXT; CREATE TABLE newer (id INTEGER PRIMARY KEY)");

        var preview = await CompareAsync(scene, backup.File);

        Assert.Equal(("loose", 1L, 1L, 0L), preview.Tables.Where(t => t.Table == "loose").Select(t => (t.Table, t.Added, t.Removed, t.Differing)).Single());
        Assert.Contains("no column later", preview.Tables.Single(t => t.Table == "parties").Note, StringComparison.Ordinal);
        Assert.Contains("no such table", preview.Tables.Single(t => t.Table == "newer").Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_as_the_restore_would()
    {
        await using var scene = await DataScene.CreateAsync();
        var backup = await CreateAsync(scene);
        File.Delete(Path.Combine(scene.Locations.Backups, backup.File));
        var refused = await Assert.ThrowsAsync<BackupException>(() => CompareAsync(scene, backup.File));
        Assert.Contains("missing", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ForbiddenException>(() => scene.Service<RestorePreviews>().CompareAsync(DataScene.Viewer, backup.File, default));
    }

    private static Task<BackupInfo> CreateAsync(DataScene scene) => scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);

    private static Task<RestorePreview> CompareAsync(DataScene scene, string file) => scene.Service<RestorePreviews>().CompareAsync(DataScene.Administrator, file, default);
}
