using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Audit;

/// <summary>Narrows the audit. Who, a record and a batch are chosen by a click on a row or a link from elsewhere, and shown as chips.</summary>
public partial class AuditFilters
{
    [Parameter, EditorRequired]
    public AuditListState State { get; set; } = default!;

    [Parameter]
    public EventCallback OnClear { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    private bool HasMore => State is { Actor: not null } or { RecordId: not null } or { Reason: not null } or { BatchId: not null };

    /// <summary>Spaces around what was typed or pasted mean nothing.</summary>
    private void GoText(string name, object? value) => Go(name, (value as string)?.Trim());

    private void Go(string name, object? value) => Url.Push((name, value), ("page", null));

    /// <summary>A value that came with the address is among the choices even if it is none of ours.</summary>
    private static IEnumerable<string> Choices(IReadOnlyList<string> known, string? chosen) => chosen is null || known.Contains(chosen) ? known : known.Append(chosen);
}
