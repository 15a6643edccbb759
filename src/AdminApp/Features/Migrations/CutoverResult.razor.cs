using AdminApp.Data.DataMigration.Moving;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>A cutover that has ended: the measured downtime, each step with its time, the checks and the comparison.</summary>
public sealed partial class CutoverResult
{
    [Parameter, EditorRequired]
    public CutoverReport Report { get; set; } = default!;
}
