using AdminApp.Data.Dashboard;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>Records that somebody may want to put right.</summary>
public partial class WorthALook
{
    /// <summary>Null until counted.</summary>
    [Parameter]
    public DashboardFigures? Figures { get; set; }
}
