using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Audit;

/// <summary>What changed in one record, field by field; many fields and long values open when asked.</summary>
public partial class ChangeList
{
    private IReadOnlyList<FieldChange> changes = [];

    [Parameter, EditorRequired]
    public AuditRow Entry { get; set; } = default!;

    /// <summary>Fields shown at once.</summary>
    [Parameter]
    public int Shown { get; set; } = 3;

    protected override void OnParametersSet() => changes = FieldChange.Of(Entry.Before, Entry.After);
}
