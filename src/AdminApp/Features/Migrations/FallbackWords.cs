using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Features.Migrations;

/// <summary>A fallback in words.</summary>
internal static class FallbackWords
{
    private static readonly (string Title, FallbackStep First, FallbackStep Last)[] Groups =
    [
        ("Check", FallbackStep.Check, FallbackStep.Backup),
        ("Freeze", FallbackStep.Freeze, FallbackStep.Freeze),
        ("Compare", FallbackStep.Compare, FallbackStep.Compare),
        ("Bring back", FallbackStep.Send, FallbackStep.Apply),
        ("Verify", FallbackStep.Verify, FallbackStep.Commit),
        ("Switch", FallbackStep.Switch, FallbackStep.Switch),
    ];

    public static string Doing(FallbackProgress? progress) => progress?.Step switch
    {
        null or FallbackStep.Check => "Looking at both sides",
        FallbackStep.Freeze => "Ending the writes under way",
        FallbackStep.Backup => "Backing up what is here",
        FallbackStep.Compare => "Comparing the source with what the cutover left",
        FallbackStep.Send => "Sending what changed",
        FallbackStep.Apply => "Applying it at the source",
        FallbackStep.Verify => "Comparing every changed value",
        FallbackStep.Commit => "Committing at the source",
        _ => "Switching",
    };

    public static IReadOnlyList<StepItem> Steps(FallbackProgress? progress)
    {
        var now = progress?.Step ?? FallbackStep.Check;
        return [.. Groups.Select(group => new StepItem(group.Title, "", now > group.Last ? StepState.Done : now >= group.First ? StepState.Now : StepState.Waiting))];
    }
}
