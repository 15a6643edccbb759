using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tokens;

/// <summary>The tokens of programs, and what was done with them. The service decides what is allowed; this page shows its answer.</summary>
public sealed partial class TokensPage : IDisposable
{
    private const int PageSize = 25;
    private const int Events = 25;

    private Loader<TokensShown> list = default!;
    private IssuedToken? issued;
    private TokenRow? revoking;
    private string? reason;
    private string? refusal;
    private bool adding;
    private bool busy;

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TokenAdministration Tokens { get; set; } = default!;

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
    private TimeProvider Time { get; set; } = default!;

    private GridPage<TokenRow>? Grid
    {
        get
        {
            var index = Math.Max(PageNumber ?? 1, 1) - 1;
            return list.Value is { } shown ? new([.. shown.Tokens.Skip(index * PageSize).Take(PageSize)], shown.Tokens.Count, true, index, PageSize) : null;
        }
    }

    protected override void OnInitialized() => list = new(Faults, "list API tokens");

    protected override Task OnInitializedAsync() => LoadAsync();

    public void Dispose() => list.Dispose();

    private Task LoadAsync() => list.LoadAsync(async stopping =>
    {
        var actor = await Access.ActorAsync(stopping);
        var people = await People.ListAsync(actor, null, 1, stopping);
        return new TokensShown(
            await Tokens.ListAsync(actor, stopping), await Tokens.EventsAsync(actor, Events, stopping),
            [.. people.People.Where(person => !person.IsDisabled).Select(person => person.UserName)], await Registry.ListAsync(stopping));
    });

    private Task CreatedAsync(IssuedToken made)
    {
        (adding, issued) = (false, made);
        return LoadAsync();
    }

    private void Choose(TokenRow token) => (revoking, reason, refusal) = (token, null, null);

    private async Task RevokeAsync()
    {
        if (revoking is not { } token || busy)
            return;
        busy = true;
        try
        {
            await Tokens.RevokeAsync(await Access.ActorAsync(), token.Id, reason, CancellationToken.None);
            revoking = null;
            Toasts.Done($"“{token.Name}” is revoked");
            await LoadAsync();
        }
        catch (Exception fault)
        {
            refusal = fault is TokenFaultException ? fault.Message : Faults.Text(fault, "revoke an API token");
        }
        busy = false;
    }
}

internal sealed record TokensShown(IReadOnlyList<TokenRow> Tokens, IReadOnlyList<TokenEvent> Events, IReadOnlyList<string> People, IReadOnlyList<TenantInfo> Tenants);
