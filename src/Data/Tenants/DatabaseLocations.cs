namespace AdminApp.Data.Tenants;

/// <summary>
/// Where the database files are: the successor of the origin's <c>get_db_url</c> and <c>get_tenant_db_url</c>, which let any
/// string into the path and answered an unknown tenant with nothing.
/// </summary>
public sealed class DatabaseLocations(string dataDirectory)
{
    /// <summary>Absolute.</summary>
    public string DataDirectory { get; } = Path.GetFullPath(dataDirectory);

    public string Backups => Path.Combine(DataDirectory, "backups");

    public string Keys => Path.Combine(DataDirectory, "keys");

    public string Logs => Path.Combine(DataDirectory, "logs");

    public string Tenants => Path.Combine(DataDirectory, "tenants");

    /// <summary>What is made to be thrown away; there only while it is needed.</summary>
    public string Scratch => Path.Combine(DataDirectory, "scratch");

    /// <summary>The file of the central database.</summary>
    public string Central() => Path.Combine(DataDirectory, "central.db");

    /// <summary>The file of a tenant's database. Says nothing of whether the tenant exists: the registry knows that.</summary>
    /// <exception cref="ArgumentException">The slug is not valid.</exception>
    public string Tenant(string slug) => Path.Combine(Tenants, TenantSlug.Require(slug) + ".db");

    /// <summary>Creates the directories, readable by their owner alone.</summary>
    public void EnsureDirectories()
    {
        foreach (var directory in new[] { DataDirectory, Tenants, Backups, Keys, Logs })
            Sqlite.PrivateFiles.CreateDirectory(directory);
    }
}
