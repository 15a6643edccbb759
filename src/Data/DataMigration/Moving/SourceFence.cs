using System.Globalization;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// Keeps everybody from writing to a source whose data moves or has moved, whoever they are: a statement trigger on every
/// table that refuses. Made in one transaction whose locks wait for the writers under way, so that when it stands nothing
/// is on its way any more. Lifting it takes no lock: the function behind the triggers is made to refuse nothing.
/// </summary>
internal static class SourceFence
{
    /// <summary>Of the triggers and of their function. What reads the source's definitions passes these by.</summary>
    public const string Name = "_adminapp_moved";

    /// <summary>The condition that leaves the fence out of a reading of the catalogues.</summary>
    public static string NotOf(string name) => $"{name} <> '{Name}'";

    private const int Attempts = 3;

    private const string FunctionsSql = $"""
        SELECT format('%I.%I', n.nspname, p.proname), position('RAISE' IN p.prosrc) > 0, coalesce(obj_description(p.oid, 'pg_proc'), '')
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE p.proname = '{Name}' ORDER BY 1
        """;

    private const string LeftSql = $"""
        SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE t.tgname = '{Name}' AND NOT t.tgisinternal ORDER BY 1
        """;

    /// <summary>Whether a fence stands, and whose: its comment says who raised it and when. Null when none stands.</summary>
    public static async Task<string?> StandingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var functions = await FunctionsAsync(connection, cancellationToken).ConfigureAwait(false);
        return functions.Where(function => function.Refuses).Select(function => function.Comment).FirstOrDefault();
    }

    /// <summary>Raises it on the tables of a plan, all or none.</summary>
    /// <param name="connection">Open, outside of a transaction.</param>
    /// <param name="plan">What can be fenced.</param>
    /// <param name="tenant">Whose tables these are, for who is refused.</param>
    /// <param name="patience">How long it waits for the writers under way, each of three times.</param>
    /// <param name="cancellationToken">Ends the wait; no fence is left.</param>
    /// <exception cref="DataMigrationException">A writer did not end in time; it is named.</exception>
    public static async Task RaiseAsync(NpgsqlConnection connection, FencePlan plan, string tenant, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (plan.Tables.Count == 0)
            return;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, Statements(plan, tenant, patience), cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                if (attempt < Attempts)
                    continue;
                var who = await FenceBlockers.NameAsync(connection, plan, cancellationToken).ConfigureAwait(false);
                throw new DataMigrationException($"Writers at the source did not end within {patience.TotalSeconds * Attempts:0} s: {who}. End them, or wait for them, and cut over again.", fault);
            }
        }
    }

    /// <summary>Lets everybody write again from the commit of the caller's transaction on, or at once outside of one. Nothing waits for it.</summary>
    public static async Task LiftAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (function, refuses, _) in await FunctionsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (refuses)
                await ExecuteAsync(connection, $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $fence$BEGIN RETURN NULL; END$fence$; COMMENT ON FUNCTION {function}() IS NULL", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes away what a lifted fence left. Where somebody reads a table just now its trigger stays, and does nothing.</summary>
    public static async Task ClearAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var table in await ListAsync(connection, LeftSql, cancellationToken).ConfigureAwait(false))
                await ExecuteAsync(connection, $"SET lock_timeout = '200ms'; DROP TRIGGER {Name} ON {table}", cancellationToken).ConfigureAwait(false);
            foreach (var (function, refuses, _) in await FunctionsAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                if (!refuses)
                    await ExecuteAsync(connection, $"DROP FUNCTION {function}()", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.DependentObjectsStillExist)
        {
            // Raising the fence again makes use of what is left, and the next lifting tries again.
        }
        finally
        {
            await ExecuteAsync(connection, "RESET lock_timeout", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Statements(FencePlan plan, string tenant, TimeSpan patience)
    {
        var function = $"{SourceTable.Quote(plan.FunctionSchema!)}.{Name}";
        var message = SourceTable.Literal($"This database has moved: AdminApp serves it as tenant \"{tenant}\", and it takes no more changes here.");
        var hint = SourceTable.Literal("Write through AdminApp, or have its administrator bring the data back here (data fallback).");
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)patience.TotalMilliseconds}"),
            $"LOCK TABLE {string.Join(", ", plan.Tables.Select(table => "ONLY " + table))} IN SHARE ROW EXCLUSIVE MODE",
            $"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $fence$BEGIN RAISE EXCEPTION USING ERRCODE = 'read_only_sql_transaction', MESSAGE = {message}, HINT = {hint}; END$fence$",
            $"COMMENT ON FUNCTION {function}() IS {SourceTable.Literal($"Raised by AdminApp for tenant {tenant} at {DateTime.UtcNow:u}. Without AdminApp it is lifted by: DROP FUNCTION {function}() CASCADE")}",
        };
        foreach (var table in plan.Tables)
        {
            lines.Add($"DROP TRIGGER IF EXISTS {Name} ON {table}");
            lines.Add($"CREATE TRIGGER {Name} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()");
            // Also in sessions that play the part of a replica, which pass ordinary triggers by.
            lines.Add($"ALTER TABLE ONLY {table} ENABLE ALWAYS TRIGGER {Name}");
        }
        return string.Join(";\n", lines);
    }

    private static async Task<List<(string Function, bool Refuses, string Comment)>> FunctionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FunctionsSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<(string, bool, string)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add((reader.GetString(0), reader.GetBoolean(1), reader.GetString(2)));
        return found;
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add(reader.GetString(0));
        return found;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
