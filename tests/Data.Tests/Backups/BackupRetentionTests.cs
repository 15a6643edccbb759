using AdminApp.Data.Backups;

namespace AdminApp.Data.Tests.Backups;

public sealed class BackupRetentionTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 12, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void Hourly_backups_of_two_years_thin_out_to_the_periods_asked_for()
    {
        var backups = Enumerable.Range(0, 24 * 730).Select(hours => At(Now.AddHours(-hours))).ToList();
        var kept = Kept(backups, new BackupPlan { KeepHourly = 24, KeepDaily = 7, KeepWeekly = 4, KeepMonthly = 12 });

        Assert.Equal(Enumerable.Range(0, 24).Select(hours => Now.AddHours(-hours)), kept.Where(at => at > Now.AddHours(-24)));
        // The last of each day, ISO week and month.
        Assert.Contains(new DateTime(2026, 11, 17, 23, 30, 0), kept);
        Assert.DoesNotContain(new DateTime(2026, 11, 16, 23, 30, 0), kept);
        Assert.Contains(new DateTime(2026, 11, 15, 23, 30, 0), kept);
        Assert.Contains(new DateTime(2025, 12, 31, 23, 30, 0), kept);
        Assert.DoesNotContain(kept, at => at < new DateTime(2025, 12, 1));
        Assert.InRange(kept.Count, 24 + 6 + 2 + 10, 24 + 7 + 4 + 12);
    }

    [Fact]
    public void Pruning_again_deletes_nothing_more()
    {
        var plan = new BackupPlan { KeepHourly = 3, KeepDaily = 2, KeepWeekly = 2, KeepMonthly = 2 };
        var backups = Enumerable.Range(0, 2000).Select(hours => At(Now.AddHours(-hours))).ToList();
        var kept = Kept(backups, plan);
        Assert.Equal(kept, Kept([.. backups.Where(backup => kept.Contains(backup.CreatedAt))], plan));
    }

    [Fact]
    public void What_a_person_made_stays_and_safety_backups_stay_for_their_days()
    {
        var manual = At(Now.AddYears(-5), DatabaseBackups.Manual);
        var uploaded = At(Now.AddYears(-6), DatabaseBackups.Uploaded);
        var young = At(Now.AddDays(-29), DatabaseBackups.BeforeMigration);
        var old = At(Now.AddDays(-31), DatabaseBackups.BeforeRestore);
        var verdicts = BackupRetention.Decide([manual, uploaded, young, old, At(Now)], new BackupPlan { KeepSafetyDays = 30 }, Now);
        Assert.Equal(old.File, Assert.Single(verdicts, verdict => !verdict.Keep).File);
        Assert.Contains("until 2026-11-24", verdicts.Single(verdict => verdict.File == young.File).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_stays_even_when_no_rule_keeps_anything()
    {
        var plan = new BackupPlan { KeepHourly = 0, KeepDaily = 0, KeepWeekly = 0, KeepMonthly = 0, KeepSafetyDays = 0 };
        var newest = At(Now.AddYears(-1));
        Assert.Equal([newest.CreatedAt], Kept([At(Now.AddYears(-2)), newest], plan));
    }

    private static List<DateTime> Kept(IReadOnlyList<BackupManifest> backups, BackupPlan plan)
    {
        var keep = BackupRetention.Decide(backups, plan, Now).Where(verdict => verdict.Keep).Select(verdict => verdict.File).ToHashSet();
        return [.. backups.Where(backup => keep.Contains(backup.File)).Select(backup => backup.CreatedAt)];
    }

    private static BackupManifest At(DateTime at, string reason = DatabaseBackups.Scheduled) =>
        new(2, "alpha", BackupName.New("alpha", at), reason, at, "AdminApp", "", 1, null, "", "", 0, new Dictionary<string, long>());
}
