using AdminApp.Data.Dashboard;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>How many are active, with the way to both lists.</summary>
public partial class StateTile
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The list; its default shows the active ones.</summary>
    [Parameter, EditorRequired]
    public string Href { get; set; } = "";

    /// <summary>Null until counted.</summary>
    [Parameter]
    public StateCounts? Counts { get; set; }
}
