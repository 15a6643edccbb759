using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>Previews the records a batch left out as they are now, and makes a batch of them.</summary>
public sealed partial class RetryLeftOut : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ActivationPreview? preview;
    private string? error;
    private bool busy;

    [Parameter, EditorRequired]
    public BatchView Batch { get; set; } = default!;

    /// <summary>Receives the id of the new batch.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnApplied { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationService Activations { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private Task PreviewAsync() => DoAsync("preview what a batch left out", async () =>
    {
        var access = await Access.TenantAsync(leaving.Token);
        preview = await Task.Run(() => Activations.PreviewAsync(access, new LeftOutSelection(Batch), Batch.Activate, leaving.Token), leaving.Token);
    });

    private Task ApplyAsync(BulkConfirmation confirmation) => DoAsync("apply what a batch left out", async () =>
    {
        var id = preview!.BatchId;
        await Activations.ApplyAsync(await Access.TenantAsync(leaving.Token), id, confirmation.Reason, confirmation.Number, leaving.Token, confirmation.Ticket);
        Close();
        await OnApplied.InvokeAsync(id);
    });

    private async Task DoAsync(string doing, Func<Task> work)
    {
        if (busy)
            return;
        (busy, error) = (true, null);
        try
        {
            await work();
        }
        catch (Exception fault) when (!leaving.IsCancellationRequested)
        {
            error = Faults.Text(fault, doing);
            if (preview is null)
                Toasts.Failed("Nothing was counted", error);
        }
        busy = false;
    }

    private void Close() => (preview, error) = (null, null);
}
