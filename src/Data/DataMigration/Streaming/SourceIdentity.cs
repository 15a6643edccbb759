using Npgsql;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Tells databases apart that have the same name, or the same address at different times.</summary>
internal static class SourceIdentity
{
    public const string Sql = """
        SELECT current_database() || ' ' || d.oid || ' ' || CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE')
               THEN (SELECT system_identifier::text FROM pg_control_system()) ELSE '' END
        FROM pg_database d WHERE d.datname = current_database()
        """;

    public static async Task<string> ReadAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, session);
        return (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
