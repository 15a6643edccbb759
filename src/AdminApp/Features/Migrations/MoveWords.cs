using System.Globalization;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Tenants;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Migrations;

/// <summary>Moves in words.</summary>
internal static class MoveWords
{
    public static string Path(string slug) => $"/migrations/tenants/{slug}";

    /// <summary>"812 ms", "4.2 s".</summary>
    public static string Milliseconds(double ms) => ms < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms") : Durations.Text(ms / 1000);

    public static string State(TenantState state) => state switch
    {
        TenantState.Active => "active",
        TenantState.Frozen => "read-only",
        TenantState.Migrating => "being written",
        TenantState.Quarantined => "quarantined",
        _ => "switched off",
    };

    public static string Step(CutoverStep step) => step switch
    {
        CutoverStep.Check => "Checks",
        CutoverStep.CatchUp => "Catch up",
        CutoverStep.Freeze => "Freeze",
        CutoverStep.Fence => "Fence at the source",
        CutoverStep.Drain => "Last changes",
        CutoverStep.Copy => "Copy",
        CutoverStep.Sequences => "Sequences",
        CutoverStep.Verify => "Comparison",
        CutoverStep.ChangeLog => "Way back",
        CutoverStep.Switch => "Switch",
        _ => "Cleaning up",
    };

    public static string Step(string fallbackStep) => fallbackStep switch
    {
        "check" => "Checks",
        "freeze" => "Freeze",
        "backup" => "Backup",
        "compare" => "Is the source as it was left",
        "send" => "Sending changed rows",
        "apply" => "Applying",
        "verify" => "Comparison",
        "commit" => "Commit",
        _ => "Switch",
    };
}
