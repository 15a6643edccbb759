namespace AdminApp.Data.Tenants;

/// <summary>No tenant of that slug is registered. 404 in the API; never answered by some default tenant.</summary>
public sealed class UnknownTenantException(string slug)
    : Exception($"There is no tenant \"{slug}\". List the tenants with `tenant list`, or create it with `tenant create {slug}`.")
{
    public string Slug { get; } = slug;
}

/// <summary>The tenant exists but cannot be used as asked in its present state. 403 in the API.</summary>
public sealed class TenantUnavailableException(string slug, string why) : Exception($"Tenant \"{slug}\" {why}")
{
    public string Slug { get; } = slug;
}

/// <summary>The tenant's schema is older or newer than this application. 503 in the API; /migrations shows the way out.</summary>
public sealed class SchemaMigrationPendingException(string slug, string pending)
    : Exception($"The database of tenant \"{slug}\" has pending schema migrations ({pending}). An administrator applies them on the Migrations page or with `schema up --tenant {slug}`.")
{
    public string Slug { get; } = slug;
}
