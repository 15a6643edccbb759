using System.Collections.Concurrent;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>
/// What a database of ours looks like at each migration, learnt by migrating an empty one. Tells a real backup from a file
/// that carries triggers or views which would run with the application's rights.
/// </summary>
public sealed class KnownSchemas(SqlitePolicy policy, Tenants.DatabaseLocations locations)
{
    private const string ActiveObjects =
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE type IN ('trigger', 'view') OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%')";

    private readonly ConcurrentDictionary<(bool Central, string? Migration), SchemaObjects> known = new();

    /// <returns>null when the file has the tables of ours and nothing active beyond them; otherwise what is wrong, by name.</returns>
    internal async Task<string?> FaultAsync(ManagedDatabase database, SqliteConnection file, string? migration, CancellationToken cancellationToken)
    {
        if (migration is null)
            return "it has no schema: no migration of this application was applied to it";
        var expected = await ExpectedAsync(database, migration, cancellationToken).ConfigureAwait(false);
        if (expected is null)
            return $"its schema ({migration}) is unknown to this version of AdminApp";
        var tables = TablesOf(file);
        if (expected.Tables.Except(tables, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            return $"it lacks the table {string.Join(", ", missing.Take(5))}";
        var foreign = ActiveOf(file).Where(o => !expected.Active.Contains(o)).Select(o => $"{o.Type} {o.Name}").ToList();
        return foreign.Count > 0 ? $"it contains what AdminApp did not make: {string.Join(", ", foreign.Take(5))}" : null;
    }

    private async Task<SchemaObjects?> ExpectedAsync(ManagedDatabase database, string migration, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((database.IsCentral, migration), out var objects))
            return objects;
        // A file of its own and not ":memory:", which would be gone each time EF Core closes its connection.
        var scratch = Path.Combine(locations.Backups, $".schema-{Guid.NewGuid():N}.partial");
        try
        {
            await using var context = database.Context(SqliteConnectionStrings.Create(scratch), policy);
            if (!context.Database.GetMigrations().Contains(migration))
                return null;
            await context.GetService<IMigrator>().MigrateAsync(migration, cancellationToken).ConfigureAwait(false);
            using var connection = policy.Open(SqliteConnectionStrings.ReadOnce(scratch));
            return known[(database.IsCentral, migration)] = new SchemaObjects(TablesOf(connection), ActiveOf(connection));
        }
        finally
        {
            DatabaseFiles.Delete(scratch);
        }
    }

    private static HashSet<string> TablesOf(SqliteConnection connection) =>
        [.. connection.Query(@"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_\_EFMigrationsLock' ESCAPE '\'", row => row.GetString(0))];

    private static HashSet<ActiveObject> ActiveOf(SqliteConnection connection) =>
        [.. connection.Query(ActiveObjects, row => new ActiveObject(row.GetString(0), row.GetString(1), row.GetString(2)))];

    private sealed record SchemaObjects(HashSet<string> Tables, HashSet<ActiveObject> Active);

    private sealed record ActiveObject(string Type, string Name, string Sql);
}
