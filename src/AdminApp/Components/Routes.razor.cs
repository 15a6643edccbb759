using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components;

public partial class Routes
{
    private ViewerTime viewer = ViewerTime.Utc;

    /// <summary>IANA id the browser reported, e.g. Asia/Kolkata; null or unknown falls back to UTC.</summary>
    [Parameter]
    public string? TimeZoneId { get; set; }

    protected override void OnInitialized() => viewer = ViewerTime.Of(TimeZoneId);
}
