using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using AdminApp.Features.People.Account;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.People;

/// <summary>/users: the people of this installation. The service decides what is allowed; this page shows its answer.</summary>
public sealed partial class PeoplePage : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private GridPage<Row>? page;
    private GridError? error;
    private IReadOnlyList<TenantInfo> tenants = [];
    private PersonRow? chosen;
    private IssuedLink? link;
    private bool loading;
    private bool adding;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PeopleService People { get; set; } = default!;

    [Inject]
    private TenantRegistry Registry { get; set; } = default!;

    [Inject]
    private UrlState Url { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        loading = true;
        try
        {
            var number = Math.Max(PageNumber ?? 1, 1);
            var found = await People.ListAsync(await Access.ActorAsync(leaving.Token), Search, number, leaving.Token);
            tenants = await Registry.ListAsync(leaving.Token);
            page = new GridPage<Row>([.. found.People.Select((person, index) => new Row(index, person))], found.Total, true, number - 1, PeopleService.PageSize);
            error = null;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            error = Faults.Explain(fault, "list people");
        }
        loading = false;
    }

    private Task CreatedAsync(IssuedLink issued)
    {
        adding = false;
        link = issued;
        return LoadAsync();
    }

    private async Task ChangedAsync(string said)
    {
        Toasts.Done(said);
        await LoadAsync();
        chosen = page?.Rows.Select(row => row.Person).FirstOrDefault(person => person.Id == chosen?.Id);
    }

    private void ShowLink(IssuedLink issued)
    {
        chosen = null;
        link = issued;
    }

    private static string Tenants(PersonRow person) => person switch
    {
        { Role: Role.Administrator } => "all",
        { TenantSlugs: [] } => "none",
        _ => string.Join(", ", person.TenantSlugs),
    };

    private sealed record Row(long Number, PersonRow Person);
}

/// <summary>A link that lets somebody choose a password, once.</summary>
/// <param name="UserName">Whose.</param>
/// <param name="Address">The whole address; it can be seen this once and is stored nowhere.</param>
/// <param name="Minutes">How long it is good.</param>
public sealed record IssuedLink(string UserName, string Address, int Minutes)
{
    internal static IssuedLink Of(string userName, string token, int minutes, NavigationManager navigation) =>
        new(userName, navigation.ToAbsoluteUri($"{AccountPaths.Reset}?token={token}").AbsoluteUri, minutes);
}
