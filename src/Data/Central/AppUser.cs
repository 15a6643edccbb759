using Microsoft.AspNetCore.Identity;

namespace AdminApp.Data.Central;

/// <summary>Somebody who signs in. Roles are ASP.NET Core Identity roles named as <see cref="Access.Role"/>.</summary>
public sealed class AppUser : IdentityUser
{
    public string? DisplayName { get; set; }

    /// <summary>A disabled person's cookie, tokens and open pages stop within a minute.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Slug of the tenant this person was imported from; null for people created here.</summary>
    public string? ImportedFrom { get; set; }

    /// <summary>users.id in that tenant's origin database.</summary>
    public int? ImportedId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? LastSignInAt { get; set; }
}

/// <summary>A person may work in a tenant. Administrators work in all of them and need no row.</summary>
public sealed class TenantMembership
{
    public string UserId { get; set; } = "";

    public int TenantId { get; set; }

    public DateTime CreatedAt { get; set; }
}

/// <summary>A bearer token of the API. Only its SHA-256 is kept.</summary>
public sealed class ApiToken
{
    public long Id { get; set; }

    public string UserId { get; set; } = "";

    /// <summary>SHA-256 of the whole token, lower-case hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>"login" for tokens of POST /api/auth/login, otherwise the name its owner gave it.</summary>
    public string Name { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    /// <summary>Words of <see cref="Access.TokenScope"/>, separated by blanks; null for the unlimited tokens of a login.</summary>
    public string? Scopes { get; set; }

    /// <summary>The one tenant it works in; null for all of its person's.</summary>
    public int? TenantId { get; set; }

    /// <summary>User name of who made it; null for a login.</summary>
    public string? CreatedBy { get; set; }
}

/// <summary>A link that signs somebody in once, to set a password. Only the token's SHA-256 is kept.</summary>
public sealed class SignInLink
{
    public long Id { get; set; }

    public string TokenHash { get; set; } = "";

    /// <summary>"first-administrator" or "reset".</summary>
    public string Purpose { get; set; } = "";

    /// <summary>Whose password is reset; null for the first administrator, who does not exist yet.</summary>
    public string? UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}
