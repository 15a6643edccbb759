using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tokens;

public sealed partial class NewTokenForm
{
    private static readonly int[] Lives = [7, 30, 90, 180, TokenAdministration.MostDays];

    private readonly Fields model = new();
    private TokenFaultException? refused;
    private GridError? fault;
    private bool saving;

    /// <summary>User names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> People { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<TenantInfo> Tenants { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback<IssuedToken> OnCreated { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TokenAdministration Tokens { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var me = (await Access.ActorAsync()).Name;
        model.Person = People.Contains(me) ? me : People.FirstOrDefault() ?? "";
    }

    private void Set(string word, bool wanted)
    {
        if (wanted)
            model.Scopes.Add(word);
        else
            model.Scopes.Remove(word);
    }

    private string? ErrorOf(string field) => refused?.Field == field ? refused.Message : null;

    private async Task SaveAsync()
    {
        (saving, fault, refused) = (true, null, null);
        try
        {
            var wanted = new NewToken(model.Name ?? "", model.Person, [.. model.Scopes], model.Tenant is { Length: > 0 } slug ? slug : null, model.Days);
            await OnCreated.InvokeAsync(await Tokens.CreateAsync(await Access.ActorAsync(), wanted, CancellationToken.None));
        }
        catch (TokenFaultException wrong)
        {
            refused = wrong;
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, "make an API token");
        }
        saving = false;
    }

    private sealed class Fields
    {
        public string? Name { get; set; }

        public string Person { get; set; } = "";

        public HashSet<string> Scopes { get; } = [TokenScope.Read];

        public string? Tenant { get; set; }

        public int Days { get; set; } = TokenRequest.UsualDays;
    }
}
