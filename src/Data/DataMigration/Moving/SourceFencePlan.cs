using AdminApp.Data.DataMigration.Postgres.Schema;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Which tables of a source can be fenced by the user of its connection.</summary>
/// <param name="Tables">As they stand in SQL.</param>
/// <param name="Open">Tables that could be written to all the same, and why, one short sentence each.</param>
/// <param name="FunctionSchema">Where the fence's function can be made; null when nowhere, and then no table can be fenced.</param>
internal sealed record FencePlan(IReadOnlyList<string> Tables, IReadOnlyList<string> Open, string? FunctionSchema)
{
    // Lifting a trigger takes the table's owner, so raising one does.
    private const string TablesSql = $"""
        SELECT format('%I.%I', n.nspname, c.relname), n.nspname::text, pg_has_role(c.relowner, 'USAGE'), has_schema_privilege(n.oid, 'CREATE'), pg_get_userbyid(c.relowner)::text, current_user::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND {SchemaQuery.UserSchema}
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY n.nspname <> 'public', n.nspname, c.relname
        """;

    /// <summary>Every table can be fenced.</summary>
    public bool Complete => Open.Count == 0;

    public static async Task<FencePlan> MakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (tables, open, home, user) = (new List<string>(), new List<string>(), (string?)null, "");
        await using var command = new NpgsqlCommand(TablesSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.GetBoolean(2))
                tables.Add(reader.GetString(0));
            else
                open.Add($"{reader.GetString(0)} belongs to {reader.GetString(4)}");
            if (reader.GetBoolean(3))
                home ??= reader.GetString(1);
            user = reader.GetString(5);
        }
        return home is null ? new FencePlan([], [.. open, $"user {user} may make no function in any schema of the tables"], null) : new FencePlan(tables, open, home);
    }
}

/// <summary>Who keeps the fence from being raised.</summary>
internal static class FenceBlockers
{
    private const string Sql = """
        SELECT DISTINCT a.pid, coalesce(a.usename, ''), coalesce(nullif(a.application_name, ''), 'unnamed'), coalesce(a.state, ''), extract(epoch FROM now() - a.xact_start)::int
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.granted AND l.relation = ANY (@tables::regclass[]) AND a.pid <> pg_backend_pid()
          AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        ORDER BY 5 DESC NULLS LAST LIMIT 3
        """;

    /// <returns>At most three sessions, the oldest first.</returns>
    public static async Task<string> NameAsync(NpgsqlConnection connection, FencePlan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("tables", plan.Tables.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add($"process {reader.GetInt32(0)} ({reader.GetString(2)}, user {reader.GetString(1)}, {reader.GetString(3)}{(reader.IsDBNull(4) ? "" : $", since {reader.GetInt32(4)} s")})");
        return found.Count == 0 ? "they ended just now, or are prepared transactions (pg_prepared_xacts)" : string.Join("; ", found);
    }
}
