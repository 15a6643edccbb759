using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Parties;

/// <summary>The filters that apply, each a chip that can be removed, and the panel that adds others. All of them live in the address.</summary>
public sealed partial class PartyFilters : IDisposable
{
    private static readonly IReadOnlyList<SegmentOption> Types = [new("", "Any"), new("customer", "Customer"), new("vendor", "Vendor")];
    private static readonly IReadOnlyList<SegmentOption> Gst = [new("", "Any"), new("true", "Yes"), new("false", "No")];

    private readonly CancellationTokenSource leaving = new();
    private bool open;
    private GridError? fault;
    private IReadOnlyList<string>? cities;
    private IReadOnlyList<string>? states;
    private IReadOnlyList<string>? registrations;

    [Parameter, EditorRequired]
    public PartyListState State { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PartyQueries Queries { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private PartyFilter Filter => State.Filter;

    private IReadOnlyList<SegmentOption> Registrations =>
        [new("", "Any"), .. (registrations ?? []).Union(Filter.Registration is { } chosen ? [chosen] : []).Select(value => new SegmentOption(value, value))];

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private void Go(string name, object? value) => Url.Push((name, value), ("page", null));

    private void Clear() => Url.Push(("q", null), ("city", null), ("state", null), ("gst", null), ("registration", null), ("type", null), ("page", null));

    private Task ToggleAsync()
    {
        open = !open;
        return open ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        fault = null;
        try
        {
            var access = await Access.TenantAsync(leaving.Token);
            states = await Queries.ChoicesAsync(access, PartyChoice.State, leaving.Token);
            cities = await Queries.ChoicesAsync(access, PartyChoice.City, leaving.Token);
            registrations = await Queries.ChoicesAsync(access, PartyChoice.Registration, leaving.Token);
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
