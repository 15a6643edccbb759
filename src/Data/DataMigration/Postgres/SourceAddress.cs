using Npgsql;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Where the source is and who asks. <see cref="ToString"/> never shows the password.</summary>
internal sealed class SourceAddress
{
    private readonly NpgsqlConnectionStringBuilder _builder;

    private SourceAddress(NpgsqlConnectionStringBuilder builder) => _builder = builder;

    public string Host => _builder.Host ?? "";
    public int Port => _builder.Port;
    public string Database => _builder.Database ?? "";
    public string User => _builder.Username ?? "";

    public string ConnectionString => _builder.ConnectionString;

    /// <summary>Takes <c>Host=…;Database=…</c>, or a URL such as <c>postgresql://user:password@host:5432/database</c>.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="what">What it is called in messages.</param>
    public static SourceAddress Parse(string text, string what = "source")
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = text.Contains("://", StringComparison.Ordinal) ? FromUrl(text) : new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The faulty text may hold a password, and the parser's own message may quote it.
            throw new DataMigrationException($"The {what} is not a PostgreSQL connection string. Write it as \"Host=…;Port=5432;Database=…;Username=…;Password=…\" or postgresql://user:password@host:5432/database.");
        }
        foreach (var (value, key) in new[] { (builder.Host, "Host"), (builder.Database, "Database"), (builder.Username, "Username") })
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new DataMigrationException($"The {what} names no {key}. Add \"{key}=…\" to its connection string.");
        }
        // One session holds one snapshot: a pooled connection may come back as another's.
        builder.Pooling = false;
        builder.Enlist = false;
        builder.Multiplexing = false;
        builder.ApplicationName ??= "AdminApp data copy";
        builder.TcpKeepAlive = true;
        builder.ReadBufferSize = Math.Max(builder.ReadBufferSize, 256 * 1024);
        // The longest silence of the server, not the length of a copy; a first row behind a slow disk may take its time.
        builder.CommandTimeout = Math.Max(builder.CommandTimeout, 300);
        return new SourceAddress(builder);
    }

    public override string ToString() => $"{Database} at {Host}:{Port}";

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        var url = new Uri(text);
        // SQLAlchemy adds its driver: postgresql+psycopg://…
        if (url.Scheme.Split('+')[0] is not ("postgres" or "postgresql"))
            throw new FormatException();
        var user = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (url.Port > 0)
            builder.Port = url.Port;
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts[0] != "sslmode" || parts.Length < 2)
                throw new FormatException();
            builder["SSL Mode"] = parts[1].Replace("-", "", StringComparison.Ordinal);
        }
        return builder;
    }
}
