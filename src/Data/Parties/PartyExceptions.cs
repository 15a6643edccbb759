using FluentValidation.Results;

namespace AdminApp.Data.Parties;

/// <summary>No party of that id. 404 in the API.</summary>
public sealed class PartyNotFoundException(int id) : Exception($"There is no party {id}. It was never in this tenant's database; check the tenant and the number.")
{
    public int Id { get; } = id;
}

/// <summary>Somebody changed the party since it was shown. Nothing was changed. 412 in the API.</summary>
/// <param name="current">The party as it is now, to be shown beside what was tried.</param>
public sealed class StalePartyException(Party current) : Exception($"{current.Name} was changed by somebody else in the meantime. Nothing was overwritten: look at the current values and decide again.")
{
    public Party Current { get; } = current;
}

/// <summary>A party that is protected was asked to be deactivated. Nothing was changed. 409 in the API.</summary>
public sealed class ProtectedPartyException(Party current) : Exception($"{current.Name} is protected and stays active. An administrator can remove the protection on its page.")
{
    public Party Current { get; } = current;
}

/// <summary>Values break the rules; each failure names its field. 422 in the API.</summary>
public sealed class PartyInvalidException(IReadOnlyList<ValidationFailure> failures) : Exception(string.Join(" ", failures.Select(f => f.ErrorMessage)))
{
    public IReadOnlyList<ValidationFailure> Failures { get; } = failures;
}
