using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>How a batch stands, in a word or two.</summary>
public partial class BatchStateTag
{
    [Parameter, EditorRequired]
    public BatchView Batch { get; set; } = default!;

    private (string Text, TagKind Kind) State => BatchTitles.State(Batch);
}
