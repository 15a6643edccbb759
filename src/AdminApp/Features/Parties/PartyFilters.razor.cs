using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Parties;
using AdminApp.Data.Sql;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>The filters that apply, each a chip that can be removed, and the panel that adds others. All of them live in the address.</summary>
public sealed partial class PartyFilters : IDisposable
{
    private static readonly IReadOnlyList<SegmentOption> Types = [new("", "Any"), new("customer", "Customer"), new("vendor", "Vendor")];
    private static readonly IReadOnlyList<SegmentOption> YesOrNo = [new("", "Any"), new("true", "Yes"), new("false", "No")];

    private readonly CancellationTokenSource leaving = new();
    private bool isOpen;
    private GridError? fault;
    private PartyFacets? facets;
    private PartyListState? counted;

    [Parameter, EditorRequired]
    public PartyListState State { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyFacetQueries Facets { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private PartyFilter Filter => State.Filter;

    private IEnumerable<(string Label, string Name, bool? Value)> Flags =>
    [
        ("GST enabled", "gst", Filter.GstEnabled), ("GSTIN recorded", "gstin", Filter.HasGstin), ("Open invoices", "open", Filter.HasOpenInvoices), ("Protected", "protected", Filter.IsProtected),
    ];

    private IReadOnlyList<SegmentOption> Registrations
    {
        get
        {
            var known = facets?.Registrations ?? [];
            var chosen = Filter.Registration is { } value && known.All(facet => facet.Value != value) ? new[] { new Facet(value, null) } : [];
            return [new("", "Any"), .. known.Concat(chosen).Select(facet => new SegmentOption(facet.Value, facet.Value, facet.Count?.Value, facet.Count?.IsExact ?? true))];
        }
    }

    /// <summary>The counts follow the other filters.</summary>
    protected override Task OnParametersSetAsync() => isOpen && !State.HasFilterOf(counted) ? LoadAsync() : Task.CompletedTask;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private void Go(string name, object? value) => Url.PushFromStart((name, value));

    private void Clear() => Url.PushFromStart(PartyListState.NoFilters);

    private Task ToggleAsync()
    {
        isOpen = !isOpen;
        return isOpen ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        var mine = State;
        (counted, fault) = (mine, null);
        try
        {
            var (access, filter) = (await Access.TenantAsync(leaving.Token), mine.Filter);
            // Off the page's own thread: the whole table is looked at for the values.
            var found = await Task.Run(() => Facets.OfAsync(access, filter, leaving.Token), leaving.Token);
            if (ReferenceEquals(counted, mine))
                facets = found;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            fault = Faults.Explain(error, "list the choices of party filters");
        }
    }
}
