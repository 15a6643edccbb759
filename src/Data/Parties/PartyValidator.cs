using FluentValidation;

namespace AdminApp.Data.Parties;

/// <summary>
/// What a party must satisfy. The default rules are the API's: column widths and the GSTIN's form, no more, because callers rely
/// on empty texts being accepted. The rule set <see cref="Form"/> adds what people at a form must fill in, as the origin's form did.
/// Failures carry the field's API name as property name.
/// </summary>
public sealed class PartyValidator : AbstractValidator<Party>
{
    /// <summary>Name of the rule set for forms; use it together with the default rules.</summary>
    public const string Form = "Form";

    private static readonly string[] RequiredOnForms = ["name", "billing_address_line1", "billing_city", "billing_state"];

    public PartyValidator()
    {
        foreach (var field in PartyField.All)
        {
            RuleFor(party => field.Get(party))
                .MaximumLength(field.MaxLength)
                .WithMessage(party => $"{field.Label} has {field.Get(party)!.Length} characters; at most {field.MaxLength} fit. Shorten it.")
                .OverridePropertyName(field.Name);
            // No text of PostgreSQL can hold it: such a party could be neither kept there nor taken back.
            RuleFor(party => field.Get(party))
                .Must(text => text?.Contains('\0') != true)
                .WithMessage($"{field.Label} contains a NUL character, which no text may. Remove it.")
                .OverridePropertyName(field.Name);
        }
        RuleFor(party => party.Gstin)
            .Must(gstin => string.IsNullOrEmpty(gstin) || Gstin.IsAccepted(gstin))
            .WithMessage("Invalid GSTIN format: 15 characters such as 29ABCDE1234F1Z5, letters in capitals. Correct it or leave it empty.")
            .OverridePropertyName("gstin");
        RuleSet(Form, () =>
        {
            foreach (var name in RequiredOnForms)
            {
                var field = PartyField.ByName[name];
                RuleFor(party => field.Get(party))
                    .NotEmpty()
                    .WithMessage($"{field.Label} is required.")
                    .OverridePropertyName(name);
            }
            RuleFor(party => party)
                .Must(party => party.IsCustomer == true || party.IsVendor == true)
                .WithMessage("Choose customer, vendor or both.")
                .OverridePropertyName("type");
        });
    }
}
