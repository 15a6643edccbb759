namespace AdminApp.Access;

/// <summary>The session ended: signed out, disabled, or the password was changed. 401 in the API.</summary>
public sealed class SignedOutException() : Exception("Your session has ended. Sign in again.");

/// <summary>No tenant can be chosen for this person or request; the message says what to do. 400 in the API.</summary>
public sealed class NoTenantException(string message) : Exception(message);

/// <summary>The person is no member of the tenant they named. 403 in the API.</summary>
public sealed class NotAMemberException(string slug)
    : Exception($"You are not a member of tenant \"{slug}\". Ask an administrator to add you on the People page.")
{
    public string Slug { get; } = slug;
}
