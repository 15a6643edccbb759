namespace AdminApp.Data.Tenants;

/// <summary>No tenant of that slug is registered. 404 in the API; never answered by some default tenant.</summary>
public sealed class UnknownTenantException(string slug)
    : Exception($"There is no tenant \"{slug}\". List the tenants with `tenant list`, or create it with `tenant create {slug}`.")
{
    public string Slug { get; } = slug;
}

/// <summary>The tenant exists but cannot be used as asked in its present state. In the API 403, or 503 when it passes by itself.</summary>
public class TenantUnavailableException(string slug, string why, Exception? inner = null) : Exception($"Tenant \"{slug}\" {why}", inner)
{
    public string Slug { get; } = slug;

    /// <summary>After so many seconds it is worth another try; null when somebody has to do something first.</summary>
    public int? RetryAfterSeconds { get; protected init; }
}

/// <summary>The tenant is being moved: it can be read and not written. Nothing was changed.</summary>
public sealed class TenantFrozenException : TenantUnavailableException
{
    public TenantFrozenException(string slug)
        : base(slug, "is moving and read-only for the moment. Nothing was changed; try again shortly.") => RetryAfterSeconds = 5;
}

/// <summary>Others kept changing or locking the same rows. Nothing was changed.</summary>
public sealed class TenantBusyException : TenantUnavailableException
{
    public TenantBusyException(string slug, Exception inner)
        : base(slug, "is busy: others are changing the same records. Nothing was changed; try again.", inner) => RetryAfterSeconds = 2;
}

/// <summary>Its PostgreSQL server does not answer, or not to us.</summary>
public sealed class TenantUnreachableException : TenantUnavailableException
{
    /// <param name="slug">The tenant.</param>
    /// <param name="why">Half a sentence: what the server or the network says.</param>
    /// <param name="inner">The driver's own words, for the log.</param>
    public TenantUnreachableException(string slug, string why, Exception inner)
        : base(slug, $"cannot be reached: {why}. An administrator checks the PostgreSQL server and the tenant's connection.", inner) => RetryAfterSeconds = 10;
}

/// <summary>The tenant's schema is older or newer than this application. 503 in the API; /migrations shows the way out.</summary>
public sealed class SchemaMigrationPendingException(string slug, string pending)
    : Exception($"The database of tenant \"{slug}\" has pending schema migrations ({pending}). An administrator applies them on the Migrations page or with `schema up --tenant {slug}`.")
{
    public string Slug { get; } = slug;
}
