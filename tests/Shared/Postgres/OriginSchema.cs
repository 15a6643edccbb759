namespace AdminApp.Tests.Shared.Postgres;

/// <summary>The schema of the system whose data is taken over: 39 business tables and alembic_version, PostgreSQL 15 dialect.</summary>
public static class OriginSchema
{
    public const int BusinessTableCount = 39;

    /// <summary>Absolute path of source_schema.sql beside the running tests.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "origin", "source_schema.sql");
}
