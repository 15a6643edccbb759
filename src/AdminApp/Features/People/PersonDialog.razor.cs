using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.People;

/// <summary>One person: role, tenants, disabling, reset link.</summary>
public sealed partial class PersonDialog
{
    private HashSet<int> tenantIds = [];
    private Role role;
    private GridError? fault;
    private bool busy;

    [Parameter, EditorRequired]
    public PersonRow Person { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<TenantInfo> Tenants { get; set; } = [];

    /// <summary>Something was saved; the text says what.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnChanged { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<IssuedLink> OnLink { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private PeopleService People { get; set; } = default!;

    [Inject]
    private AccessSettings Settings { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string? Origin => Person.ImportedFrom is null ? Person.DisplayName : $"{Person.DisplayName} Imported from {Person.ImportedFrom}.".TrimStart();

    private HashSet<int> TenantsBefore => [.. Tenants.Where(tenant => Person.TenantSlugs.Contains(tenant.Slug)).Select(tenant => tenant.Id)];

    private bool Changed => role != Person.Role || !tenantIds.SetEquals(TenantsBefore);

    protected override void OnInitialized() => (role, tenantIds) = (Person.Role, TenantsBefore);

    private Task SaveAsync() => DoAsync("change a person", async actor =>
    {
        if (role != Person.Role)
            await People.SetRoleAsync(actor, Person.Id, role, CancellationToken.None);
        if (!tenantIds.SetEquals(TenantsBefore))
            await People.SetMembershipsAsync(actor, Person.Id, tenantIds, CancellationToken.None);
        await OnChanged.InvokeAsync($"{Person.UserName} saved");
    });

    private Task SetDisabledAsync(bool disabled) => DoAsync("disable or enable a person", async actor =>
    {
        await People.SetDisabledAsync(actor, Person.Id, disabled, CancellationToken.None);
        await OnChanged.InvokeAsync($"{Person.UserName} is {(disabled ? "disabled" : "enabled")}");
    });

    private Task IssueLinkAsync() => DoAsync("issue a reset link", async actor =>
    {
        var token = await People.IssueResetLinkAsync(actor, Person.Id, TimeSpan.FromMinutes(Settings.SignInLinkMinutes), CancellationToken.None);
        await OnLink.InvokeAsync(IssuedLink.Of(Person.UserName, token, Settings.SignInLinkMinutes, Navigation));
    });

    private async Task DoAsync(string doing, Func<Actor, Task> work)
    {
        (busy, fault) = (true, null);
        try
        {
            await work(await Access.ActorAsync());
        }
        catch (PersonFaultException refused)
        {
            fault = new GridError(refused.Message);
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, doing);
        }
        busy = false;
    }
}
