using AdminApp.Data.Audit;
using AdminApp.Data.Parties;
using FluentValidation;
using FluentValidation.Results;

namespace AdminApp.Features.Parties;

/// <summary>What a party's form holds: what was shown, what is typed, which fields break a rule, and a conflict if there is one.</summary>
public sealed class PartyFormState
{
    private static readonly PartyValidator Validator = new();

    private readonly Dictionary<string, string> errors = [];

    /// <param name="shown">The party as loaded; a blank one for a new party.</param>
    public PartyFormState(Party shown)
    {
        Shown = shown;
        Typed = PartyFormField.CopyOf(shown);
    }

    public Party Shown { get; private set; }

    public Party Typed { get; private set; }

    /// <summary>Somebody else's change that came first; null while there is none.</summary>
    public PartyConflict? Conflict { get; private set; }

    /// <summary>By the field's API name, in the order of the form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Errors =>
        PartyFormField.All.Where(one => errors.ContainsKey(one.Name)).Select(one => KeyValuePair.Create(one.Name, errors[one.Name]));

    public PartyChanges Changes => PartyChanges.Between(Shown, Typed);

    public string? ErrorOf(string name) => errors.GetValueOrDefault(name);

    /// <summary>Judges one field anew, when it was changed.</summary>
    public void Judge(string name)
    {
        errors.Remove(name);
        foreach (var failure in Failures().Where(failure => failure.PropertyName == name))
            errors.TryAdd(name, failure.ErrorMessage);
    }

    /// <summary>Judges every field.</summary>
    public bool IsValid()
    {
        Show(Failures());
        return errors.Count == 0;
    }

    /// <summary>Shows what the service refused.</summary>
    public void Show(IEnumerable<ValidationFailure> failures)
    {
        errors.Clear();
        foreach (var failure in failures)
            errors.TryAdd(failure.PropertyName, failure.ErrorMessage);
    }

    public void CopyBillingToShipping()
    {
        foreach (var part in new[] { "address_line1", "address_line2", "city", "state", "country", "pincode" })
        {
            PartyField.ByName["shipping_" + part].Set(Typed, PartyField.ByName["billing_" + part].Get(Typed));
            Judge("shipping_" + part);
        }
    }

    /// <summary>Somebody else was first: nothing typed is lost, nothing of theirs is overwritten, and every field that differs is to be decided.</summary>
    public void Meet(Party current, AuditRow? lastChange) => Conflict = new PartyConflict(current, lastChange,
        [.. PartyFormField.All.Where(field => field.Show(current) != field.Show(Shown) && field.Show(current) != field.Show(Typed))
            .Select(field => new PartyConflictField(field, typedByUser: field.Show(Typed) != field.Show(Shown)))]);

    /// <summary>Once every field is decided: the form stands on the current party, with what was kept of one's own.</summary>
    public void Resolve()
    {
        if (Conflict is not { IsDecided: true } conflict)
            return;
        var typed = PartyFormField.CopyOf(Typed);
        foreach (var field in PartyFormField.All)
        {
            var decided = conflict.Fields.FirstOrDefault(other => other.Field == field);
            if (decided is { KeepMine: false } || decided is null && field.Show(Typed) == field.Show(Shown))
                field.Copy(conflict.Current, typed);
        }
        (typed.Id, typed.Version, typed.IsActive, typed.IsProtected) = (conflict.Current.Id, conflict.Current.Version, conflict.Current.IsActive, conflict.Current.IsProtected);
        (Shown, Typed, Conflict) = (conflict.Current, typed, null);
        errors.Clear();
    }

    private List<ValidationFailure> Failures() => Validator.Validate(Typed, options => options.IncludeRuleSets("default", PartyValidator.Form)).Errors;
}

/// <summary>A change that came first.</summary>
/// <param name="Current">The party as it is now.</param>
/// <param name="LastChange">Who did it and when, if that is known.</param>
/// <param name="Fields">Fields that differ from what is typed; none when only the state changed.</param>
public sealed record PartyConflict(Party Current, AuditRow? LastChange, IReadOnlyList<PartyConflictField> Fields)
{
    public bool IsDecided => Fields.All(one => one.KeepMine is not null);
}

/// <summary>One field of a conflict.</summary>
public sealed class PartyConflictField(PartyFormField field, bool typedByUser)
{
    public PartyFormField Field { get; } = field;

    /// <summary>null until decided. A field only the other person changed is theirs unless one says otherwise.</summary>
    public bool? KeepMine { get; set; } = typedByUser ? null : false;
}
