namespace AdminApp.Data.People;

public enum TokenState
{
    Active,
    Expired,
    Revoked,
}

/// <summary>A token as its page and the API show it; never the token itself.</summary>
/// <param name="Person">User name of the person whose rights it has.</param>
/// <param name="Scopes">Words of <see cref="Access.TokenScope"/>.</param>
/// <param name="TenantSlug">The one tenant it works in; null for all of its person's.</param>
/// <param name="LastUsedAt">UTC, five minutes exact; null before the first use.</param>
public sealed record TokenRow(
    long Id, string Name, string Person, IReadOnlyList<string> Scopes, string? TenantSlug, string CreatedBy, DateTime CreatedAt, DateTime ExpiresAt, DateTime? LastUsedAt,
    DateTime? RevokedAt, TokenState State);

/// <summary>A token to be made.</summary>
/// <param name="Person">User name of the person whose rights it has, within its scopes.</param>
/// <param name="Days">How long it is good, at most <see cref="TokenAdministration.MostDays"/>.</param>
public sealed record NewToken(string Name, string Person, IReadOnlyList<string> Scopes, string? TenantSlug, int Days);

/// <summary>A new token with its secret, which is shown this once and kept nowhere.</summary>
public sealed record IssuedToken(TokenRow Row, string Secret);

/// <summary>A value somebody gave for a token is not acceptable; the message is fit to be shown beside the field.</summary>
public sealed class TokenFaultException(string field, string message) : ArgumentException(message)
{
    /// <summary>Name of the property of <see cref="NewToken"/>.</summary>
    public string Field { get; } = field;
}
