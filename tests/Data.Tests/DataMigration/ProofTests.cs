using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.Tests.DataMigration;

/// <summary>Faults planted into the new file just before a copy looks at it: none of them becomes the target.</summary>
public sealed class ProofTests
{
    [Theory]
    [InlineData(false, "DELETE FROM child WHERE id = 2", "child has 2 rows in the source, 2 were written and 1 are in the target")]
    [InlineData(false, "UPDATE child SET parent = 99 WHERE id = 2", "child has 1 without their row in parent (id 2)")]
    [InlineData(false, "UPDATE child SET label = 'longer than five' WHERE id = 2", "SQLite finds a fault in the new file: CHECK constraint failed in child")]
    [InlineData(true, "UPDATE child SET label = 'other' WHERE id = 2", "changed 2, label: 'two' in the source, 'other' in the target")]
    [InlineData(true, "INSERT INTO parent VALUES (7)", "parent: 1 rows differ (extra 7: id = 7)")]
    [InlineData(true, "DROP INDEX child_parent_idx", "target objects: index child_parent_idx of child is missing")]
    public async Task A_fault_between_the_load_and_the_target_is_named_and_nothing_is_left(bool verify, string fault, string expected)
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("""
            DROP SCHEMA public CASCADE; CREATE SCHEMA public;
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent, label varchar(5));
            CREATE INDEX child_parent_idx ON child (parent);
            INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1, 'one'), (2, 1, 'two');
            """);
        var planting = new Planting(verify ? DataCopyPhase.Verifying : DataCopyPhase.Checking, scene.Target + ".partial", fault);

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => DataCopy.RunAsync(
            scene.Request() with { Mode = DataCopyMode.Translate, Verify = verify, Progress = planting }, CancellationToken.None));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scene.Directory, Path.GetFileName(scene.Target) + "*"));
    }

    private sealed class Planting(DataCopyPhase phase, string file, string sql) : IProgress<DataCopyProgress>
    {
        private bool _planted;

        public void Report(DataCopyProgress value)
        {
            if (_planted || value.Phase != phase)
                return;
            _planted = true;
            using var target = SqliteFile.Open(file, create: false);
            target.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;" + sql);
        }
    }
}
