using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>Why a list of parties is empty, and the step that helps: another status, fewer filters, or the first party.</summary>
public partial class PartiesEmpty
{
    [Parameter, EditorRequired]
    public PartyListState State { get; set; } = default!;

    [Parameter, EditorRequired]
    public PartyPage Page { get; set; } = default!;

    [Parameter, EditorRequired]
    public PartyWords Words { get; set; } = default!;

    [Parameter]
    public bool MayCreate { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    private bool NothingAtAll => State.Filter.Narrowings == 0 && State.Filter.Kind == State.List && (Page.Active + Page.Inactive).Value == 0;

    private string OthersWord => State.Filter.Status == StatusFilter.Active ? "inactive" : "active";

    private long Others => State.Filter.Status switch
    {
        StatusFilter.Active => Page.Inactive.Value,
        StatusFilter.Inactive => Page.Active.Value,
        _ => 0,
    };

    private bool OthersExact => State.Filter.Status == StatusFilter.Active ? Page.Inactive.IsExact : Page.Active.IsExact;

    private string Title
    {
        get
        {
            var status = State.Filter.Status == StatusFilter.All ? "" : State.Filter.Status.ToString().ToLowerInvariant() + " ";
            return State.Filter.Search is { } search ? $"No {status}{Words.Noun.One} matches “{search}”" : $"No {status}{Words.Noun.One} here";
        }
    }

    private void Clear() => Url.PushFromStart(PartyListState.NoFilters);
}
