using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>Who, when, why, over what, and the way to the undo and the audit.</summary>
public partial class BatchDetails
{
    [Parameter, EditorRequired]
    public BatchView Batch { get; set; } = default!;

    private ImportOrder? Import => ImportOrder.Of(Batch.Filter);

    private static bool IsAddress(string ticket) => Uri.TryCreate(ticket, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
