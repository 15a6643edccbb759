using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Moving;

namespace AdminApp.Features.Migrations;

/// <summary>A cutover in words.</summary>
internal static class CutoverWords
{
    private static readonly (string Title, CutoverStep First, CutoverStep Last)[] Groups =
    [
        ("Check", CutoverStep.Check, CutoverStep.Compare),
        ("Freeze", CutoverStep.Freeze, CutoverStep.Fence),
        ("Bring over", CutoverStep.Drain, CutoverStep.Sequences),
        ("Verify", CutoverStep.Verify, CutoverStep.ChangeLog),
        ("Switch", CutoverStep.Switch, CutoverStep.Finish),
    ];

    public static string Doing(CutoverProgress? progress) => progress?.Step switch
    {
        null or CutoverStep.Check => "Looking at everything that is needed",
        CutoverStep.CatchUp => "Bringing the stream near the source, while people work",
        CutoverStep.Compare => "Comparing every value, while people work",
        CutoverStep.Freeze => "Ending the writes under way",
        CutoverStep.Fence => "Keeping everybody from writing at the source",
        CutoverStep.Drain => "Applying the last changes",
        CutoverStep.Copy => progress.Doing ?? "Copying everything",
        CutoverStep.Sequences => "Setting the sequences",
        CutoverStep.Verify => "Comparing every value with the source",
        CutoverStep.ChangeLog => "Preparing the way back",
        CutoverStep.Switch => "Switching",
        _ => "Cleaning up at the source, while people work",
    };

    public static IReadOnlyList<StepItem> Steps(CutoverProgress? progress)
    {
        var now = progress?.Step ?? CutoverStep.Check;
        return [.. Groups.Select(group => new StepItem(group.Title, "", now > group.Last ? StepState.Done : now >= group.First ? StepState.Now : StepState.Waiting))];
    }
}
