using AdminApp.Data.Access;

namespace AdminApp.Data.People;

/// <summary>What every request needs to know of somebody who signs in.</summary>
/// <param name="SecurityStamp">Changes with the password and when the person is disabled; a session that carries another one has ended.</param>
/// <param name="TenantIds">Memberships; empty for administrators, who work in every tenant.</param>
public sealed record Person(string Id, string UserName, Role Role, bool IsDisabled, string SecurityStamp, IReadOnlySet<int> TenantIds)
{
    /// <summary>Set when a token speaks for the person, and limits what they may.</summary>
    public TokenScope? Scope { get; init; }

    public bool MayWorkIn(int tenantId) => (Scope?.TenantId is not { } only || only == tenantId) && (Role == Role.Administrator || TenantIds.Contains(tenantId));

    /// <summary>What a token did says so in the audit, beside the client it was used with.</summary>
    public Actor At(string origin, string? userAgent) => Scope is null
        ? new(Id, UserName, Role, origin, userAgent)
        : new(Id, UserName, Scope.Cap(Role), origin, $"token {Scope.TokenName}{(userAgent is null ? "" : "; " + userAgent)}") { Limits = Scope.Permissions };
}

/// <summary>A person as the People page and <c>user list</c> show them.</summary>
/// <param name="HasPassword">False until a sign-in link was used to set one.</param>
/// <param name="LockedUntil">UTC; set by too many wrong passwords in a row.</param>
public sealed record PersonRow(
    string Id, string UserName, string? DisplayName, Role Role, bool IsDisabled, bool HasPassword, string? ImportedFrom,
    DateTime? LastSignInAt, DateTime? LockedUntil, IReadOnlyList<string> TenantSlugs);

/// <summary>Somebody to be created.</summary>
/// <param name="Password">null: a reset link lets the person choose one.</param>
public sealed record NewPerson(string UserName, string? DisplayName, Role Role, IReadOnlyCollection<int> TenantIds, string? Password = null);

/// <summary>A page of the people that match a search.</summary>
public sealed record PeoplePage(IReadOnlyList<PersonRow> People, int Total);

/// <summary>A value somebody gave for a person is not acceptable; the message says why and is fit to be shown beside the field.</summary>
public sealed class PersonFaultException(string field, string message) : ArgumentException(message)
{
    /// <summary>Name of the property of <see cref="NewPerson"/>, or empty when it concerns none.</summary>
    public string Field { get; } = field;
}

/// <summary>A sign-in link is unknown, expired or used, or its purpose is closed. Nothing was changed.</summary>
public sealed class SignInLinkException(string message) : Exception(message);
