using AdminApp.Data.People;

namespace AdminApp.Features.Tokens;

/// <summary>A token of a program; never the token itself.</summary>
/// <param name="Person">User name of the person whose rights it has, within its scopes.</param>
/// <param name="Scopes">Some of read, parties:write, activations:write and admin.</param>
/// <param name="Tenant">The one tenant it works in; null for all of its person's.</param>
/// <param name="LastUsedAt">Five minutes exact.</param>
/// <param name="State">active, expired or revoked.</param>
public record TokenResponse(
    long Id, string Name, string Person, IReadOnlyList<string> Scopes, string? Tenant, string CreatedBy, DateTime CreatedAt, DateTime ExpiresAt, DateTime? LastUsedAt, DateTime? RevokedAt, string State)
{
    public static TokenResponse Of(TokenRow row) => new(
        row.Id, row.Name, row.Person, row.Scopes, row.TenantSlug, row.CreatedBy, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.RevokedAt, row.State.ToString().ToLowerInvariant());
}

/// <summary>A new token.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>. It cannot be had again.</param>
/// <param name="Token">The rest of it.</param>
public sealed record NewTokenResponse(string AccessToken, TokenResponse Token);

/// <summary>A token to be made.</summary>
/// <param name="Name">At most 100 characters, such as the program that uses it.</param>
/// <param name="Person">User name of the person whose rights it has.</param>
/// <param name="Scopes">Some of read, parties:write, activations:write and admin.</param>
/// <param name="Tenant">Slug of the one tenant it works in; absent: all of the person's.</param>
/// <param name="Days">Its life, 1 to 366 days; 90 when absent.</param>
public sealed record TokenRequest(string Name, string Person, IReadOnlyList<string> Scopes, string? Tenant = null, int Days = TokenRequest.UsualDays)
{
    public const int UsualDays = 90;
}
