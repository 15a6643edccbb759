using AdminApp.Data.Access;
using AdminApp.Data.People;
using FluentValidation;

namespace AdminApp.Features.People;

/// <summary>What the form for a new person holds.</summary>
internal sealed class NewPersonModel
{
    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public Role Role { get; set; } = Role.Viewer;

    public HashSet<int> TenantIds { get; } = [];
}

internal sealed class NewPersonModelValidator : AbstractValidator<NewPersonModel>
{
    public NewPersonModelValidator()
    {
        RuleFor(m => m.UserName).Custom((userName, context) =>
        {
            if (PersonRules.UserNameFault(userName?.Trim()) is { } fault)
                context.AddFailure(fault);
        });
        RuleFor(m => m.DisplayName).MaximumLength(PersonRules.DisplayNameLength);
    }
}

/// <summary>What each role may do, in a line.</summary>
internal static class RoleWords
{
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    public static string Of(Role role) => role switch
    {
        Role.Administrator => "Everything, in every tenant: people, tenants, migrations, backups.",
        Role.Support => "Edits, activates and deactivates, one or many.",
        _ => "Looks, and changes nothing.",
    };
}
