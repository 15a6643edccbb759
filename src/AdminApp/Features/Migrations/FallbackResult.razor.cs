using AdminApp.Data.DataMigration.Moving;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>A fallback that has ended: how long nobody could write, what was brought back, or what stood in its way.</summary>
public sealed partial class FallbackResult
{
    [Parameter, EditorRequired]
    public FallbackReport Report { get; set; } = default!;
}
