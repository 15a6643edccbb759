namespace AdminApp.Data.Tenants;

public enum TenantProvider
{
    Sqlite,
    PostgreSql,
}

public enum TenantState
{
    /// <summary>Served, readable and writable.</summary>
    Active,

    /// <summary>Served read-only, for the seconds of a cutover.</summary>
    Frozen,

    /// <summary>A data migration is writing its file.</summary>
    Migrating,

    /// <summary>Its file is damaged; not served, the other tenants are.</summary>
    Quarantined,

    /// <summary>Switched off by an administrator; nothing is deleted.</summary>
    Inactive,
}

/// <summary>A row of the registry in the central database: where a tenant's data lives. Cutover and fallback change this row.</summary>
public sealed class Tenant
{
    public int Id { get; set; }

    /// <summary>Stable name in paths, headers and the command line; see <see cref="TenantSlug"/>.</summary>
    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    public TenantProvider Provider { get; set; }

    public TenantState State { get; set; }

    /// <summary>Which kind of move froze it; null when a person did, or when it is not frozen.</summary>
    public string? FrozenFor { get; set; }

    /// <summary>How its PostgreSQL database is reached, encrypted or by reference; see <see cref="TenantConnections"/>. Kept after a cutover, for the way back.</summary>
    public string? Connection { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}
