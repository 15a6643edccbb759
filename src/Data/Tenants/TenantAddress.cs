using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.Tenants;

/// <summary>Where a tenant's PostgreSQL database is and who asks. Shows its place to people, never its password.</summary>
internal sealed class TenantAddress
{
    private const int PoolSize = 16;
    private const int ConnectSeconds = 5;

    private readonly SourceAddress source;
    private readonly NpgsqlConnectionStringBuilder builder;

    /// <param name="text"><c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</param>
    /// <param name="password">Used when the text has none.</param>
    /// <exception cref="DataMigration.DataMigrationException">It is neither, or lacks a part; the text is not repeated.</exception>
    public TenantAddress(string text, string? password = null)
    {
        source = SourceAddress.Parse(text, "connection");
        var unsaid = new NpgsqlConnectionStringBuilder();
        var given = text.Contains("://", StringComparison.Ordinal) ? unsaid : new NpgsqlConnectionStringBuilder(text);
        builder = new NpgsqlConnectionStringBuilder(source.ConnectionString)
        {
            Pooling = true,
            ApplicationName = given.ApplicationName ?? "AdminApp",
            MaxPoolSize = given.MaxPoolSize == unsaid.MaxPoolSize ? PoolSize : given.MaxPoolSize,
            Timeout = given.Timeout == unsaid.Timeout ? ConnectSeconds : given.Timeout,
            CommandTimeout = given.CommandTimeout,
            ReadBufferSize = given.ReadBufferSize,
            // Row values have no place in the log.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        if (string.IsNullOrEmpty(builder.Password) && !string.IsNullOrEmpty(password))
            builder.Password = password;
    }

    /// <summary>The whole of it, password included: for what connects, never for what is shown.</summary>
    public string ConnectionString => builder.ConnectionString;

    /// <summary>A pool of its own.</summary>
    /// <param name="options">Settings of its sessions, as the server's command line has them; null for none.</param>
    public NpgsqlDataSource Open(string? options = null)
    {
        var own = new NpgsqlConnectionStringBuilder(builder.ConnectionString);
        if (options is not null)
            own.Options = string.IsNullOrWhiteSpace(own.Options) ? options : $"{own.Options} {options}";
        return NpgsqlDataSource.Create(own);
    }

    public override string ToString() => source.ToString();
}
