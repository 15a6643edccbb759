using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Activations;

/// <summary>
/// The selection bar of a grid with its preview: counts, asks, applies, and says how it went. Show it to those alone who may
/// change activations; the services refuse the others anyway.
/// </summary>
public sealed partial class BulkActions : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ActivationPreview? preview;
    private string? error;
    private bool counting;
    private bool applying;

    [Parameter, EditorRequired]
    public GridSelection Selection { get; set; } = default!;

    [Parameter]
    public EventCallback<GridSelection> SelectionChanged { get; set; }

    /// <summary>Rows that match the filter.</summary>
    [Parameter, EditorRequired]
    public long Total { get; set; }

    [Parameter]
    public bool TotalIsExact { get; set; } = true;

    /// <summary>What the records are called.</summary>
    [Parameter]
    public Noun Noun { get; set; } = Noun.Records;

    /// <summary>The records meant by what is selected, under the grid's present filter.</summary>
    [Parameter, EditorRequired]
    public Func<GridSelection, ActivationSelection> Choose { get; set; } = default!;

    /// <summary>Records changed: load the page again.</summary>
    [Parameter]
    public EventCallback OnApplied { get; set; }

    /// <summary>Further buttons of the bar.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationService Activations { get; set; } = default!;

    [Inject]
    private BatchFollower Follower { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task PreviewAsync(bool activate)
    {
        if (counting)
            return;
        counting = true;
        try
        {
            var (access, chosen) = (await Access.TenantAsync(leaving.Token), Choose(Selection));
            // Off the page's own thread: pinning many records takes its time.
            preview = await Task.Run(() => Activations.PreviewAsync(access, chosen, activate, leaving.Token), leaving.Token);
            error = null;
        }
        catch (Exception fault) when (!leaving.IsCancellationRequested)
        {
            var text = Faults.Text(fault, "preview a bulk action");
            if (preview is null)
                Toasts.Failed("Nothing was counted", text);
            else
                error = text;
        }
        counting = false;
    }

    private async Task ApplyAsync(BulkConfirmation confirmation)
    {
        if (applying || preview is not { } applied)
            return;
        applying = true;
        try
        {
            await Activations.ApplyAsync(await Access.TenantAsync(leaving.Token), applied.BatchId, confirmation.Reason, confirmation.Number, leaving.Token, confirmation.Ticket);
            await Follower.FollowAsync(applied.BatchId, Noun, ReloadAsync, leaving.Token);
            Close();
            Selection.Clear();
            await SelectionChanged.InvokeAsync(Selection);
            await OnApplied.InvokeAsync();
        }
        catch (Exception fault) when (!leaving.IsCancellationRequested)
        {
            error = Faults.Text(fault, "apply a bulk action");
        }
        applying = false;
    }

    private void Close() => (preview, error) = (null, null);

    private Task ReloadAsync() => leaving.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(OnApplied.InvokeAsync);
}
