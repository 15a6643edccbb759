using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>The six fields of the billing or the shipping address.</summary>
public partial class PartyAddress
{
    [Parameter, EditorRequired]
    public PartyFormState Form { get; set; } = default!;

    /// <summary>"billing" or "shipping".</summary>
    [Parameter, EditorRequired]
    public string Prefix { get; set; } = "";

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }
}
