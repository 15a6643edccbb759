using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Parties that may have been entered twice; nothing when there are none.</summary>
public partial class PartyDuplicateHints
{
    [Parameter, EditorRequired]
    public IReadOnlyList<PartyLikeness> Likely { get; set; } = [];
}
