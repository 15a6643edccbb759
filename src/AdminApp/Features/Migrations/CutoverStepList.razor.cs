using AdminApp.Data.DataMigration.Moving;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The steps of a cutover with their times, those done and the present one.</summary>
public sealed partial class CutoverStepList
{
    [Parameter, EditorRequired]
    public IReadOnlyList<CutoverStepReport> Steps { get; set; } = [];
}
