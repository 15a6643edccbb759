using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Everything that happened to a party, newest first: who, when, from where, why, before and after.</summary>
public partial class PartyHistory
{
    /// <summary>From this many values on, a list is folded: a new party records every field.</summary>
    private const int Collapsed = 6;

    [Parameter, EditorRequired]
    public AuditPage History { get; set; } = default!;

    /// <summary>The same entries in the audit, to filter and export.</summary>
    [Parameter]
    public string? AuditHref { get; set; }

    [Parameter]
    public EventCallback OnOlder { get; set; }
}
