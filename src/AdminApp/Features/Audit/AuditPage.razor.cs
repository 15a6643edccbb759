using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Audit;

/// <summary>The audit of a tenant, newest first. All filters are in the address.</summary>
public sealed partial class AuditPage : IDisposable
{
    private const int PageSize = 50;

    private AuditListState state = AuditListState.Read(_ => null);
    private Loader<AuditShown> list = default!;

    /// <summary>The page as prerendered, so that the circuit begins with what is on the screen already.</summary>
    [PersistentState]
    public AuditShown? Prerendered { get; set; }

    // Read through the address; declared so that a change of any of them is noticed.
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "actor")]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    public string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "entity")]
    public string? Entity { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    public string? RecordId { get; set; }

    [SupplyParameterFromQuery(Name = "batch")]
    public string? BatchId { get; set; }

    [SupplyParameterFromQuery(Name = "reason")]
    public string? Reason { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [CascadingParameter]
    public ViewerTime Viewer { get; set; } = ViewerTime.Utc;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private AuditQueries Queries { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private GridPage<AuditRow>? Grid => list.Value is { } shown ? new(shown.Page.Rows, shown.Page.Total.Value, shown.Page.Total.IsExact, shown.Page.PageIndex, PageSize) : null;

    private string ExportHref => AuditExport.Path + new Uri(Url.With(("page", null))).Query;

    protected override void OnInitialized() => list = new(Faults, "list the audit") { Value = Prerendered };

    protected override async Task OnParametersSetAsync()
    {
        state = AuditListState.Read(Url.Text);
        if (list.Value?.Address != Navigation.Uri)
            await LoadAsync();
    }

    public void Dispose() => list.Dispose();

    private async Task LoadAsync()
    {
        var (address, filter, page) = (Navigation.Uri, state.Filter(Viewer), state.PageIndex);
        await list.LoadAsync(async stopping => new AuditShown(address, await Queries.ListAsync(await Access.TenantAsync(stopping), filter, page, PageSize, stopping)));
        Prerendered = list.Value;
    }

    private void Clear() => Url.Push([.. AuditListState.Names.Append("page").Select(name => (name, (object?)null))]);

    /// <summary>Ids are unique within their source only.</summary>
    private static long Key(AuditRow row) => row.Source == AuditSource.Application ? row.Id : -row.Id - 1;
}

/// <summary>A page of the audit and the address it was asked for at.</summary>
public sealed record AuditShown(string Address, Data.Audit.AuditPage Page);
