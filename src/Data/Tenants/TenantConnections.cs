using AdminApp.Data.DataMigration;

namespace AdminApp.Data.Tenants;

/// <summary>Encrypts what the registry keeps of a connection. The application's is ASP.NET Core's data protection, with its keys in the data directory.</summary>
public interface IConnectionProtector
{
    string Protect(string connection);

    /// <exception cref="InvalidOperationException">It was encrypted with keys that are not here.</exception>
    string Unprotect(string stored);
}

/// <summary>
/// The connections of tenants on PostgreSQL. The registry holds one encrypted, or the name of an environment variable that
/// holds it; in the clear it exists only in the memory of what connects.
/// </summary>
public sealed class TenantConnections(IConnectionProtector protector)
{
    private const string Environment = "env:";
    private const string Encrypted = "enc:";

    /// <summary>What the registry keeps of a connection string. Without a password it takes that of PGPASSWORD along, which the server may not have.</summary>
    /// <exception cref="DataMigrationException">It is not one; the text is not repeated.</exception>
    public string Keep(string connection) =>
        Encrypted + protector.Protect(new TenantAddress(connection, System.Environment.GetEnvironmentVariable("PGPASSWORD")).ConnectionString);

    /// <summary>What the registry keeps of a connection that an environment variable holds.</summary>
    /// <exception cref="ArgumentException">There is no such variable here.</exception>
    public string KeepVariable(string name)
    {
        if (string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(name)))
            throw new ArgumentException($"There is no environment variable \"{name}\" (--connection-env). Set it to the tenant's PostgreSQL connection, for the server too, and try again.");
        return Environment + name;
    }

    /// <summary>How the connection is kept, for people: never the connection.</summary>
    public static string? Describe(TenantInfo tenant) => tenant.Connection switch
    {
        null => null,
        var kept when kept.StartsWith(Environment, StringComparison.Ordinal) => $"environment variable {kept[Environment.Length..]}",
        _ => "encrypted in the registry",
    };

    /// <summary>The connection string of a tenant that has one, before and after its cutover.</summary>
    /// <exception cref="TenantUnavailableException">It has none, or what is kept cannot be read here.</exception>
    public string Read(TenantInfo tenant) => Address(tenant).ConnectionString;

    internal TenantAddress Address(TenantInfo tenant)
    {
        try
        {
            return new TenantAddress(Text(tenant));
        }
        catch (DataMigrationException fault)
        {
            throw new TenantUnavailableException(tenant.Slug, $"cannot be opened: {fault.Message}");
        }
    }

    /// <returns>null when what is kept cannot be read here.</returns>
    internal TenantAddress? TryAddress(TenantInfo tenant)
    {
        try
        {
            return Address(tenant);
        }
        catch (TenantUnavailableException)
        {
            return null;
        }
    }

    private string Text(TenantInfo tenant)
    {
        if (tenant.Connection is not { } kept)
            throw new TenantUnavailableException(tenant.Slug, "has no PostgreSQL connection. Adopt its database with `tenant add`.");
        if (kept.StartsWith(Environment, StringComparison.Ordinal))
        {
            var name = kept[Environment.Length..];
            return System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
                ? text
                : throw new TenantUnavailableException(tenant.Slug, $"has its connection in the environment variable {name}, which is not set here. Set it and start again.");
        }
        try
        {
            return protector.Unprotect(kept[Encrypted.Length..]);
        }
        catch (InvalidOperationException)
        {
            throw new TenantUnavailableException(tenant.Slug, "has a connection that was encrypted with keys that are not in this data directory (keys/). Restore them, or give the connection again with `tenant connect`.");
        }
    }
}

/// <summary>Where no keys are, connections can be kept in environment variables alone.</summary>
internal sealed class NoConnectionProtector : IConnectionProtector
{
    private const string Why = "There are no keys to keep a connection encrypted with. Name an environment variable that holds it.";

    public string Protect(string connection) => throw new InvalidOperationException(Why);

    public string Unprotect(string stored) => throw new InvalidOperationException(Why);
}
