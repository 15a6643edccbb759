using AdminApp.Access;
using AdminApp.Cli;
using AdminApp.Components.Controls;
using AdminApp.Data.Tenants;
using FluentValidation;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tenants;

/// <summary>Makes a tenant: an empty file, or a PostgreSQL database that is adopted where it is.</summary>
public sealed partial class NewTenantForm
{
    private readonly NewTenantModel model = new();
    private GridError? fault;
    private bool saving;

    [Parameter, EditorRequired]
    public EventCallback<TenantAdded> OnCreated { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TenantProvisioning Provisioning { get; set; } = default!;

    [Inject]
    private TenantAdoption Adoption { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private async Task SaveAsync()
    {
        if (saving)
            return;
        (saving, fault) = (true, null);
        try
        {
            await OnCreated.InvokeAsync(await AddAsync());
        }
        catch (Exception refused)
        {
            fault = VerbFaults.IsExpected(refused) ? new GridError(refused.Message) : Faults.Explain(refused, "create a tenant");
        }
        saving = false;
    }

    private async Task<TenantAdded> AddAsync()
    {
        var (actor, slug, name) = (await Access.ActorAsync(), model.Slug!.Trim(), model.Name!.Trim());
        if (model.Home == TenantHome.File)
            return new(await Provisioning.CreateAsync(actor, slug, name, CancellationToken.None), null);
        var adopted = await Adoption.AddAsync(actor, model.ToRequest(slug, name), CancellationToken.None);
        return new(adopted.Tenant, adopted);
    }
}

/// <param name="Adopted">null for a new file.</param>
public sealed record TenantAdded(TenantInfo Tenant, AdoptedDatabase? Adopted);

/// <summary>What the form for a new tenant holds.</summary>
internal sealed class NewTenantModel : ConnectionModel
{
    public string? Name { get; set; }

    public string? Slug { get; set; }
}

internal sealed class NewTenantModelValidator : ConnectionModelValidator<NewTenantModel>
{
    private const int NameLength = 200;

    public NewTenantModelValidator()
    {
        RuleFor(m => m.Name).NotEmpty().WithMessage("Enter a name.").MaximumLength(NameLength);
        RuleFor(m => m.Slug).Custom((slug, context) =>
        {
            if (TenantSlug.Fault(slug?.Trim()) is { } fault)
                context.AddFailure(fault);
        });
    }
}
