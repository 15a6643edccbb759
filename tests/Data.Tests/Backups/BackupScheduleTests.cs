using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Tests.Shared;

namespace AdminApp.Data.Tests.Backups;

/// <summary>Alone, because a test beside it that closes every idle connection moves logs into files, which looks like writing.</summary>
[CollectionDefinition(nameof(BackupScheduleTests), DisableParallelization = true)]
public sealed class BackupScheduleCollection;

[Collection(nameof(BackupScheduleTests))]
public sealed class BackupScheduleTests
{
    private readonly SetTime time = new();

    [Fact]
    public async Task A_backup_is_made_when_it_is_due_and_something_was_written()
    {
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings { Default = new BackupPlan { EveryMinutes = 60, RestoreTestHours = 0 } });
        await RoundAsync(scene);
        Assert.Equal(["scheduled"], await ReasonsAsync(scene));
        time.Pass(TimeSpan.FromMinutes(59));
        await scene.AddPartiesAsync(DataScene.Alpha, 1);
        await RoundAsync(scene);
        Assert.Single(await ReasonsAsync(scene));
        time.Pass(TimeSpan.FromMinutes(1));
        await RoundAsync(scene);
        Assert.Equal(2, (await ReasonsAsync(scene)).Count);
        time.Pass(TimeSpan.FromDays(1));
        await RoundAsync(scene);
        Assert.Equal(2, (await ReasonsAsync(scene)).Count);
    }

    [Fact]
    public async Task A_tenant_follows_its_own_plan()
    {
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings
        {
            Default = new BackupPlan { EveryMinutes = 0, RestoreTestHours = 0 },
            Tenants = new Dictionary<string, BackupPlan> { [DataScene.Alpha] = new() { EveryMinutes = 10, RestoreTestHours = 0, KeepHourly = 1, KeepDaily = 0, KeepWeekly = 0, KeepMonthly = 0 } },
        });
        for (var i = 0; i < 3; i++)
        {
            await RoundAsync(scene);
            await scene.AddPartiesAsync(DataScene.Alpha, 1);
            time.Pass(TimeSpan.FromMinutes(10));
        }
        // Of the hour the newest stays.
        var only = Assert.Single(await scene.Service<DatabaseBackups>().ListAsync(Actor.Application, null, default));
        Assert.Equal((DataScene.Alpha, DataScene.Parties + 2), (only.Database, Parties(scene, only)));
        Assert.Equal(2, Directory.GetFiles(scene.Locations.Backups).Length);
    }

    [Fact]
    public async Task The_newest_backup_is_restore_tested_once_a_day_and_the_outcome_is_shown()
    {
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings { Default = new BackupPlan { EveryMinutes = 60, RestoreTestHours = 24 } });
        await RoundAsync(scene);
        var care = await CareAsync(scene);
        Assert.Equal((time.Now, (string?)null, time.Now.AddHours(1)), (care.TestedAt!.Value, care.TestProblem, care.NextAt!.Value));

        var path = Path.Combine(scene.Locations.Backups, care.Tested!);
        await File.AppendAllTextAsync(path, "x");
        time.Pass(TimeSpan.FromHours(25));
        await RoundAsync(scene);
        // What is damaged is replaced although nothing was written, and what replaced it is tested.
        care = await CareAsync(scene);
        Assert.NotEqual(Path.GetFileName(path), care.Newest!.File);
        Assert.Equal((care.Newest.File, time.Now), (care.Tested, care.TestedAt!.Value));
    }

    [Fact]
    public async Task A_failure_is_written_down_and_tried_again_later_and_others_get_their_turn()
    {
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings { Default = new BackupPlan { EveryMinutes = 60, RestoreTestHours = 0 } });
        scene.DamagePages(DataScene.Alpha);
        await RoundAsync(scene);
        await RoundAsync(scene);
        var failed = Assert.Single(await scene.Service<BackupJournal>().ListAsync(Actor.Application, DataScene.Alpha, 10, default));
        Assert.Equal((false, "AdminApp", "scheduled"), (failed.Ok, failed.Actor, failed.Reason));
        Assert.Contains(await scene.Service<DatabaseBackups>().ListAsync(Actor.Application, null, default), backup => backup.Database == DataScene.Beta);
        time.Pass(TimeSpan.FromMinutes(16));
        await RoundAsync(scene);
        Assert.Equal(2, (await scene.Service<BackupJournal>().ListAsync(Actor.Application, DataScene.Alpha, 10, default)).Count);
    }

    [Fact]
    public async Task Each_backup_is_copied_to_the_other_place_whole_and_a_failure_is_shown_and_retried()
    {
        using var other = new TestDirectory();
        var place = other.File("mounted");
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings { CopyTo = place });
        var copies = scene.Service<BackupCopies>();
        var made = await scene.Service<DatabaseBackups>().CreateAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.Manual, default);

        Assert.False(await copies.RoundAsync(default));
        Assert.False(await copies.RoundAsync(default));
        Assert.Contains("does not exist", (await CareAsync(scene)).CopyProblem, StringComparison.Ordinal);
        Assert.Equal(2, (await scene.Service<BackupJournal>().ListAsync(Actor.Application, DataScene.Alpha, 10, default)).Count);

        Directory.CreateDirectory(place);
        Assert.True(await copies.RoundAsync(default));
        var care = await CareAsync(scene);
        Assert.Equal((0, null, time.Now), (care.NotCopied, care.CopyProblem, care.Newest!.CopiedAt!.Value));
        Assert.Equal(
            new[] { made.File, BackupName.ManifestOf(made.File) }.Order(StringComparer.Ordinal).Select(file => (file, Convert.ToHexString(File.ReadAllBytes(Path.Combine(scene.Locations.Backups, file))))),
            Directory.GetFiles(place).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))));

        File.Delete(Path.Combine(place, BackupName.ManifestOf(made.File)));
        Assert.True(await copies.RoundAsync(default));
        Assert.Equal(2, Directory.GetFiles(place).Length);
    }

    [Fact]
    public async Task The_rules_hold_in_the_other_place_and_what_they_took_does_not_come_back()
    {
        using var other = new TestDirectory();
        await using var scene = await DataScene.CreateAsync(time: time, backups: new BackupSettings
        {
            CopyTo = other.Path,
            Default = new BackupPlan { EveryMinutes = 1, RestoreTestHours = 0, KeepHourly = 1, KeepDaily = 0, KeepWeekly = 0, KeepMonthly = 0 },
        });
        var first = await scene.Service<DatabaseBackups>().CreateAsync(Actor.Application, DataScene.Alpha, DatabaseBackups.Scheduled, default);
        await scene.Service<BackupCopies>().RoundAsync(default);
        time.Pass(TimeSpan.FromSeconds(5));
        var second = await scene.Service<DatabaseBackups>().CreateAsync(Actor.Application, DataScene.Alpha, DatabaseBackups.Scheduled, default);
        for (var i = 0; i < 2; i++)
        {
            await scene.Service<BackupCopies>().RoundAsync(default);
            Assert.True(File.Exists(other.File(second.File)));
            Assert.False(File.Exists(other.File(first.File)));
        }
        var copied = (await scene.Service<BackupJournal>().ListAsync(Actor.Application, DataScene.Alpha, 10, default)).Where(entry => entry.Action == BackupActions.Copy);
        Assert.Equal(2, copied.Count());
    }

    [Fact]
    public async Task The_newest_backup_says_whether_anything_was_written_since()
    {
        await using var scene = await DataScene.CreateAsync();
        var backups = scene.Service<DatabaseBackups>();
        Assert.Null(await backups.NewestAsync(DataScene.Viewer, DataScene.Alpha, default));
        var made = await backups.BeforeAsync(DataScene.Administrator, DataScene.Alpha, DatabaseBackups.BeforeCutover, default);
        Assert.Equal((made.File, true), await NewestAsync());
        await scene.AddPartiesAsync(DataScene.Alpha, 1);
        Assert.Equal((made.File, false), await NewestAsync());

        async Task<(string, bool)> NewestAsync()
        {
            var newest = await backups.NewestAsync(DataScene.Viewer, DataScene.Alpha, default);
            return (newest!.Backup.File, newest.Unchanged);
        }
    }

    private static Task RoundAsync(DataScene scene) => scene.Service<BackupSchedule>().RoundAsync(default);

    private static async Task<IReadOnlyList<string>> ReasonsAsync(DataScene scene) =>
        [.. (await scene.Service<DatabaseBackups>().ListAsync(Actor.Application, DataScene.Alpha, default)).Select(backup => backup.Reason)];

    private static async Task<BackupCare> CareAsync(DataScene scene) =>
        (await scene.Service<BackupSchedule>().StatusAsync(DataScene.Viewer, default)).Single(care => care.Database == DataScene.Alpha);

    private static int Parties(DataScene scene, BackupInfo backup)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(scene.Locations.Backups, backup.File)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM parties";
        return Convert.ToInt32(command.ExecuteScalar(), null);
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTime Now { get; private set; } = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

        public void Pass(TimeSpan span) => Now += span;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
