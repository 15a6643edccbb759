using AdminApp.Data.Backups;
using AdminApp.Data.Tenants;

namespace AdminApp.Configuration;

/// <summary>Section <c>Backups</c>; <c>Backups:Tenants:SLUG:…</c> has the same keys for one tenant (or <c>central</c>).</summary>
internal static class BackupConfiguration
{
    private const string Central = "central";

    internal static BackupSettings Read(SettingsReader reader)
    {
        var plan = Plan(reader, "Backups", new BackupPlan());
        return new BackupSettings
        {
            Default = plan,
            Tenants = Tenants(reader, plan),
            CopyTo = CopyTo(reader),
            MaxUploadMiB = reader.Number("Backups:MaxUploadMiB", 4096, 1, 1_000_000),
        };
    }

    private static BackupPlan Plan(SettingsReader reader, string section, BackupPlan fallback) => new()
    {
        EveryMinutes = reader.Number($"{section}:EveryMinutes", fallback.EveryMinutes, 0, 44_640),
        KeepHourly = reader.Number($"{section}:KeepHourly", fallback.KeepHourly, 0, 1_000),
        KeepDaily = reader.Number($"{section}:KeepDaily", fallback.KeepDaily, 0, 1_000),
        KeepWeekly = reader.Number($"{section}:KeepWeekly", fallback.KeepWeekly, 0, 1_000),
        KeepMonthly = reader.Number($"{section}:KeepMonthly", fallback.KeepMonthly, 0, 1_000),
        KeepSafetyDays = reader.Number($"{section}:KeepSafetyDays", fallback.KeepSafetyDays, 0, 3_650),
        RestoreTestHours = reader.Number($"{section}:RestoreTestHours", fallback.RestoreTestHours, 0, 8_760),
    };

    private static Dictionary<string, BackupPlan> Tenants(SettingsReader reader, BackupPlan fallback)
    {
        var plans = new Dictionary<string, BackupPlan>(StringComparer.Ordinal);
        foreach (var slug in reader.Children("Backups:Tenants"))
        {
            if (slug != Central && TenantSlug.Fault(slug) is { } fault)
                reader.Fault($"Backups:Tenants:{slug}", "…", "names no tenant: " + fault.TrimEnd('.'));
            else
                plans[slug] = Plan(reader, $"Backups:Tenants:{slug}", fallback);
        }
        return plans;
    }

    private static string? CopyTo(SettingsReader reader)
    {
        var place = reader.OptionalText("Backups:CopyTo");
        if (place is not null && !Path.IsPathFullyQualified(place))
            reader.Fault("Backups:CopyTo", place, "must be an absolute path, such as /mnt/backup/adminapp");
        return place;
    }
}
