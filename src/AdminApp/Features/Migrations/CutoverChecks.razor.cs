using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Moving;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What was looked at before a cutover.</summary>
public sealed partial class CutoverChecks
{
    [Parameter, EditorRequired]
    public IReadOnlyList<CutoverCheck> Checks { get; set; } = [];

    private static TagKind Kind(CutoverCheckOutcome outcome) => outcome switch
    {
        CutoverCheckOutcome.Passed => TagKind.Ok,
        CutoverCheckOutcome.Warning => TagKind.Warn,
        _ => TagKind.Bad,
    };

    private static string Word(CutoverCheckOutcome outcome) => outcome switch
    {
        CutoverCheckOutcome.Passed => "✓ passed",
        CutoverCheckOutcome.Warning => "to know",
        _ => "blocks",
    };
}
