using AdminApp.Access;
using AdminApp.Components.Controls;
using AdminApp.Data.Tenants;
using FluentValidation;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Tenants;

public sealed partial class NewTenantForm
{
    private readonly NewTenantModel model = new();
    private GridError? fault;
    private bool saving;

    [Parameter, EditorRequired]
    public EventCallback<TenantInfo> OnCreated { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Inject]
    private AccessProvider Access { get; set; } = default!;

    [Inject]
    private TenantProvisioning Provisioning { get; set; } = default!;

    [Inject]
    private Faults Faults { get; set; } = default!;

    private async Task SaveAsync()
    {
        (saving, fault) = (true, null);
        try
        {
            await OnCreated.InvokeAsync(await Provisioning.CreateAsync(await Access.ActorAsync(), model.Slug?.Trim() ?? "", model.Name?.Trim() ?? "", CancellationToken.None));
        }
        catch (ArgumentException refused)
        {
            fault = new GridError(refused.Message);
        }
        catch (Exception failed)
        {
            fault = Faults.Explain(failed, "create a tenant");
        }
        saving = false;
    }
}

/// <summary>What the form for a new tenant holds.</summary>
internal sealed class NewTenantModel
{
    public string? Name { get; set; }

    public string? Slug { get; set; }
}

internal sealed class NewTenantModelValidator : AbstractValidator<NewTenantModel>
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
