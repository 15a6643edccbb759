using AdminApp.Data.DataMigration.Moving;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What a fallback brings back by table, and what stands in its way down to the row.</summary>
public sealed partial class FallbackFindings
{
    private const int MostShown = 50;

    [Parameter, EditorRequired]
    public FallbackReport Report { get; set; } = default!;
}
