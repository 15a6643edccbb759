using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>Asks once more, then queues the batch that takes another one back.</summary>
public sealed partial class UndoDialog : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private string? shown;
    private string reason = "";
    private string? fault;
    private bool busy;

    /// <summary>Open while there is one.</summary>
    [Parameter, EditorRequired]
    public BatchView? Batch { get; set; }

    /// <summary>Receives the id of the batch that undoes.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnUndoing { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationService Activations { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private string Sub => Batch is { } imported && ImportOrder.Of(imported.Filter) is not null
        ? $"{BatchTitles.Records(imported, imported.Changed)} that the import created {(imported.Changed == 1 ? "becomes" : "become")} inactive; nothing is ever removed. Those changed since are left alone and listed."
        : Batch is { } batch
        ? $"{BatchTitles.Records(batch, batch.Changed)} {(batch.Changed == 1 ? "becomes" : "become")} {BatchWords.State(!batch.Activate)} again. Those changed since are left alone and listed."
        : "";

    private string ConfirmText => Batch is { } batch ? $"Undo {Numbers.Text(batch.Changed)}" : "Undo";

    protected override void OnParametersSet()
    {
        if (Batch?.Id == shown)
            return;
        (shown, reason, fault) = (Batch?.Id, "", null);
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private async Task UndoAsync()
    {
        if (busy || Batch is not { } batch)
            return;
        (busy, fault) = (true, null);
        try
        {
            var undoing = await Activations.UndoAsync(await Access.TenantAsync(leaving.Token), batch.Id, reason, leaving.Token);
            await OnUndoing.InvokeAsync(undoing);
        }
        catch (Exception error) when (!leaving.IsCancellationRequested)
        {
            fault = Faults.Text(error, "undo a batch");
        }
        busy = false;
    }
}
