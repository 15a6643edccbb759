using System.Globalization;

namespace AdminApp.Data.Backups;

/// <summary>What becomes of one backup, and why.</summary>
/// <param name="Why">For people: "hourly, daily", "manual", "older than every rule".</param>
public sealed record RetentionVerdict(string File, bool Keep, string Why);

/// <summary>
/// Grandfather, father, son: of each of the newest hours, days, ISO weeks and months (UTC) the newest scheduled backup stays.
/// Those made before something risky stay for their days. What a person made or sent in stays until a person deletes it, and
/// the newest backup of a database stays whatever the rules say.
/// </summary>
internal static class BackupRetention
{
    /// <param name="backups">All of one database, in any order.</param>
    /// <param name="plan">The rules.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Newest first.</returns>
    public static IReadOnlyList<RetentionVerdict> Decide(IEnumerable<BackupManifest> backups, BackupPlan plan, DateTime now)
    {
        var newestFirst = backups.OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.File, StringComparer.Ordinal).ToList();
        Rule[] rules =
        [
            new("hourly", plan.KeepHourly, at => at.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)),
            new("daily", plan.KeepDaily, at => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            new("weekly", plan.KeepWeekly, at => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at)}-{ISOWeek.GetWeekOfYear(at)}")),
            new("monthly", plan.KeepMonthly, at => at.ToString("yyyyMM", CultureInfo.InvariantCulture)),
        ];
        return [.. newestFirst.Select((backup, index) => Decide(backup, index == 0, rules, plan, now))];
    }

    private static RetentionVerdict Decide(BackupManifest backup, bool newest, Rule[] rules, BackupPlan plan, DateTime now)
    {
        var reasons = new List<string>();
        if (newest)
            reasons.Add("newest");
        if (backup.Reason is DatabaseBackups.Manual or DatabaseBackups.Uploaded)
            reasons.Add(backup.Reason);
        else if (backup.Reason == DatabaseBackups.Scheduled)
            reasons.AddRange(rules.Where(rule => rule.Takes(backup.CreatedAt)).Select(rule => rule.Name));
        else if (backup.CreatedAt.AddDays(plan.KeepSafetyDays) > now)
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{backup.Reason}, until {backup.CreatedAt.AddDays(plan.KeepSafetyDays):yyyy-MM-dd}"));
        return new RetentionVerdict(backup.File, reasons.Count > 0, reasons.Count > 0 ? string.Join(", ", reasons) : "older than every rule");
    }

    private sealed class Rule(string name, int count, Func<DateTime, string> periodOf)
    {
        private string? last;
        private int left = count;

        public string Name => name;

        /// <summary>Whether it is the first (newest) of a period that is still counted. Asked newest first.</summary>
        public bool Takes(DateTime at)
        {
            var period = periodOf(at);
            if (left == 0 || period == last)
                return false;
            last = period;
            left--;
            return true;
        }
    }
}
