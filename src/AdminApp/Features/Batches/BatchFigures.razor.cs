using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>What became of the records of a batch, in figures.</summary>
public partial class BatchFigures
{
    [Parameter, EditorRequired]
    public BatchView Batch { get; set; } = default!;

    private bool IsImport => ImportOrder.Of(Batch.Filter) is not null;
}
