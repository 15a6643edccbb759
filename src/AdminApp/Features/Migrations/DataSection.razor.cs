using AdminApp.Features.Batches;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What is being copied or verified, live for everybody who looks, and for administrators the form that starts it.</summary>
public sealed partial class DataSection : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private readonly HashSet<long> dismissed = [];
    private Polling polling = default!;
    private int started;

    /// <summary>Whose runs may be seen.</summary>
    [Parameter, EditorRequired]
    public Predicate<string> Visible { get; set; } = _ => false;

    [Parameter]
    public bool MayMigrate { get; set; }

    /// <inheritdoc cref="DataCopyForm.Into"/>
    [Parameter]
    public string? Into { get; set; }

    /// <inheritdoc cref="DataCopyForm.Resume"/>
    [Parameter]
    public bool Resume { get; set; }

    /// <inheritdoc cref="DataCopyForm.Known"/>
    [Parameter]
    public IReadOnlySet<string> Known { get; set; } = new HashSet<string>();

    /// <summary>One began or ended: the list of runs is another.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private DataMigrationJobs Jobs { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private IReadOnlyList<DataMigrationJob> Shown =>
        [.. Jobs.Jobs.Where(job => Visible(job.Slug) && (job.IsRunning || (job.FinishedAt > Time.GetUtcNow() - ShownFor && !dismissed.Contains(job.RunId))))];

    protected override void OnInitialized()
    {
        polling = new(Time, Pace);
        Jobs.Changed += Refresh;
        Jobs.Progressed += Redraw;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (Jobs.Jobs.Any(job => job.IsRunning))
            polling.Start(LookAsync);
    }

    public void Dispose()
    {
        Jobs.Changed -= Refresh;
        Jobs.Progressed -= Redraw;
        polling.Dispose();
    }

    private async Task<bool> LookAsync(CancellationToken stopping)
    {
        await InvokeAsync(StateHasChanged);
        return Jobs.Jobs.Any(job => job.IsRunning);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        await OnChanged.InvokeAsync();
        StateHasChanged();
    });
}
