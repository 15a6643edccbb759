using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminApp.Components.Layout;

/// <summary>Keeps the frame alive when a page throws: shows a trace id that is also in the log, and recovers on retry or on leaving the page.</summary>
public sealed partial class FaultBoundary : IDisposable
{
    private string? traceId;

    [Inject]
    private ILogger<FaultBoundary> Log { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Navigation.LocationChanged += RecoverOnLeaving;

    protected override Task OnErrorAsync(Exception exception)
    {
        traceId = TraceIds.Current();
        Log.LogError(exception, "Page {Path} failed, trace {TraceId}", new Uri(Navigation.Uri).AbsolutePath, traceId);
        return Task.CompletedTask;
    }

    private void RecoverOnLeaving(object? sender, LocationChangedEventArgs e) => Recover();

    public void Dispose() => Navigation.LocationChanged -= RecoverOnLeaving;
}
