using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Batches;

/// <summary>The records of a batch, by outcome. Loads anew when the address changes and when the batch has come to its end.</summary>
public sealed partial class BatchItems : IDisposable
{
    private const int PageSize = 25;

    private Loader<ItemsShown> items = default!;
    private string? loaded;

    [Parameter, EditorRequired]
    public BatchView Batch { get; set; } = default!;

    /// <summary>The first page as prerendered.</summary>
    [PersistentState]
    public ItemsShown? Prerendered { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    public string? OutcomeText { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private ActivationQueries Queries { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private IReadOnlyList<SegmentOption> Options => OutcomeWords.Options(Batch, Outcome);

    /// <summary>One that there is; null for all.</summary>
    private string? Outcome => OutcomeWords.Options(Batch, OutcomeText).Any(o => o.Value == OutcomeText) ? OutcomeText : null;

    private int PageIndex => Math.Clamp(Url.Number("page", 1), 1, 1_000_000) - 1;

    private GridPage<BatchItemView>? Grid => items.Value is { } shown
        ? new(shown.Items, Options.FirstOrDefault(o => o.Value == (Outcome ?? ""))?.Count ?? 0, true, shown.PageIndex, PageSize)
        : null;

    /// <summary>What the rows depend on; while a batch runs they are those of the last look at its state.</summary>
    private string Key => $"{Batch.Id} {Outcome} {PageIndex} {Batch.State}";

    protected override void OnInitialized()
    {
        items = new(Faults, "list the records of a batch") { Value = Prerendered };
        loaded = Prerendered?.Key;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (loaded == Key)
            return;
        loaded = Key;
        await LoadAsync();
    }

    public void Dispose() => items.Dispose();

    private async Task LoadAsync()
    {
        var (batch, outcome, page, key) = (Batch, Outcome, PageIndex, Key);
        await items.LoadAsync(async stopping => new ItemsShown(
            key, page, await Queries.ItemsAsync(await Access.TenantAsync(stopping), batch, outcome, page, PageSize, stopping)));
        Prerendered = items.Value;
    }
}

/// <param name="Key">What the items were loaded for.</param>
public sealed record ItemsShown(string Key, int PageIndex, IReadOnlyList<BatchItemView> Items);
