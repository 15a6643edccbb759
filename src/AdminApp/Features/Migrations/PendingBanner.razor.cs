using AdminApp.Data.Schema;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Stands above everything while a tenant is kept out by a pending migration.</summary>
public partial class PendingBanner
{
    [Parameter, EditorRequired]
    public IReadOnlyList<SchemaStatus> Pending { get; set; } = [];

    [Parameter]
    public bool MayMigrate { get; set; }

    [Parameter]
    public EventCallback OnApplyAll { get; set; }
}
