using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.People;

public sealed partial class NewPersonForm
{
    private readonly NewPersonModel model = new();
    private FluentValidator validator = default!;
    private GridError? fault;
    private bool saving;

    [Parameter, EditorRequired]
    public IReadOnlyList<TenantInfo> Tenants { get; set; } = [];

    [Parameter, EditorRequired]
    public EventCallback<IssuedLink> OnCreated { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

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

    private async Task SaveAsync()
    {
        (saving, fault) = (true, null);
        try
        {
            var actor = await Access.ActorAsync();
            var tenants = model.Role == Role.Administrator ? [] : model.TenantIds;
            var id = await People.CreateAsync(actor, new NewPerson(model.UserName ?? "", model.DisplayName, model.Role, tenants), CancellationToken.None);
            var token = await People.IssueResetLinkAsync(actor, id, TimeSpan.FromMinutes(Settings.SignInLinkMinutes), CancellationToken.None);
            await OnCreated.InvokeAsync(IssuedLink.Of(model.UserName!.Trim(), token, Settings.SignInLinkMinutes, Navigation));
        }
        catch (PersonFaultException refused)
        {
            validator.ShowErrors([new(refused.Field, [refused.Message])]);
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, "create a person");
        }
        saving = false;
    }
}
