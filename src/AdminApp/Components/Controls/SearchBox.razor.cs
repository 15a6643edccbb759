using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdminApp.Components.Controls;

/// <summary>Reports what was typed once typing has paused; Enter reports at once.</summary>
public sealed partial class SearchBox : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private string text = "";
    private string reported = "";
    private ITimer? timer;

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string Label { get; set; } = "Search this list";

    [Parameter]
    public string Placeholder { get; set; } = "Search";

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected override void OnParametersSet()
    {
        // Only a value from elsewhere (the address bar, a removed chip) replaces what is being typed; our own report coming
        // back late must not.
        if (Value == reported)
            return;
        text = reported = Value;
    }

    public void Dispose() => timer?.Dispose();

    private void Typed()
    {
        timer?.Dispose();
        timer = Time.CreateTimer(_ => InvokeAsync(ReportAsync), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private Task KeyPressed(KeyboardEventArgs key) => key.Key == "Enter" ? ReportAsync() : Task.CompletedTask;

    private Task ClearAsync()
    {
        text = "";
        return ReportAsync();
    }

    private async Task ReportAsync()
    {
        timer?.Dispose();
        timer = null;
        if (text == reported)
            return;
        reported = text;
        await ValueChanged.InvokeAsync(text);
    }
}
