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

    private const string EveryObject = "SELECT type, name, coalesce(sql, '') FROM sqlite_master";

    private const int MostObjects = 5_000;

    private const string History = "__EFMigrationsHistory", HeldLock = "__EFMigrationsLock";

    // What SQLite keeps for itself: without a statement of its own, or with one that it alone can write.
    private static readonly string[] Own = ["sqlite_sequence", "sqlite_stat1", "sqlite_stat4"];

    private static readonly Lazy<HashSet<ActiveObject>> CopyCatalogue = new(ReadCopyCatalogue);

    // The same in every data directory: it comes from this application's migrations alone.
    private static readonly ConcurrentDictionary<(bool Central, string? Migration), SchemaObjects> Known = new();

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

    /// <summary>
    /// The strict look at a file from somewhere else: it may hold what AdminApp makes, statement for statement, and nothing more,
    /// neither tables, indexes, triggers nor views. Reads the list of objects first and evaluates nothing of theirs.
    /// </summary>
    /// <returns>null when it is one of ours; otherwise what is wrong, by name.</returns>
    internal async Task<string?> ForeignFaultAsync(ManagedDatabase database, SqliteConnection file, CancellationToken cancellationToken)
    {
        var objects = file.Query($"{EveryObject} LIMIT {MostObjects + 1}", row => new ActiveObject(row.GetString(0), row.GetString(1), row.GetString(2)));
        if (objects.Count > MostObjects)
            return $"it has more than {MostObjects} tables and other objects";
        var newest = await ExpectedAsync(database, Newest(database), cancellationToken).ConfigureAwait(false);
        // The history is read next, so it must be the plain table it should be.
        if (!objects.Any(o => o.Name == History && newest!.All.Contains(o)))
            return "it has no schema: no migration of this application was applied to it";
        var migration = SchemaVersion.ReadApplied(file).LastOrDefault();
        var expected = migration is null ? null : await ExpectedAsync(database, migration, cancellationToken).ConfigureAwait(false);
        if (expected is null)
            return $"its schema ({migration ?? "none"}) is unknown to this version of AdminApp, or of the other kind of database";
        if (expected.Tables.Except(objects.Where(o => o.Type == "table").Select(o => o.Name), StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            return $"it lacks the table {string.Join(", ", missing.Take(5))}";
        var foreign = objects.Where(o => !expected.All.Contains(o) && !CopyCatalogue.Value.Contains(o) && !IsSqlites(o)).Select(o => $"{o.Type} {Printable(o.Name)}").ToList();
        return foreign.Count > 0 ? $"it contains what AdminApp did not make: {string.Join(", ", foreign.Take(5))}" : null;
    }

    /// <summary>What differs between a database and what the migrations it has make: somebody changed its schema by hand.</summary>
    /// <returns>One line for each table, index, trigger and view; empty normally.</returns>
    internal async Task<IReadOnlyList<string>> DriftAsync(ManagedDatabase database, SqliteConnection file, string migration, CancellationToken cancellationToken)
    {
        var expected = await ExpectedAsync(database, migration, cancellationToken).ConfigureAwait(false);
        if (expected is null)
            return [];
        var (made, found) = (expected.Shapes, ShapesOf(file));
        return
        [
            .. made.Keys.Except(found.Keys).Order().Select(o => $"{o.Type} {o.Name} is missing"),
            .. made.Where(o => found.TryGetValue(o.Key, out var shape) && shape != o.Value).Select(o => o.Key).Order().Select(o => $"{o.Type} {o.Name} is not as the migrations make it"),
            .. found.Keys.Except(made.Keys).Order().Select(o => $"{o.Type} {Printable(o.Name)} is not of the migrations"),
        ];
    }

    // Of a table its columns: the text of its statement is another when a migration was reverted and applied again. What begins with
    // an underscore is kept beside the schema: what copies, streams and cutovers put down, and EF Core's own.
    private static Dictionary<(string Type, string Name), string> ShapesOf(SqliteConnection connection) => connection.Query(
            """
            SELECT type, name, CASE WHEN type <> 'table' OR sql LIKE 'CREATE VIRTUAL%' THEN sql ELSE
                (SELECT group_concat(c, ', ') FROM (SELECT name || ' ' || type || ' ' || "notnull" || ' ' || coalesce(dflt_value, '') || ' ' || pk || ' ' || hidden AS c FROM pragma_table_xinfo(m.name) ORDER BY name)) END
            FROM sqlite_master AS m WHERE sql IS NOT NULL
            """,
            row => new ActiveObject(row.GetString(0), row.GetString(1), row.GetString(2)))
        .Where(o => !o.Name.StartsWith('_') && !Own.Contains(o.Name))
        .ToDictionary(o => (o.Type, o.Name), o => string.Join(' ', o.Sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static bool IsSqlites(ActiveObject o) => o.Type == "table"
        ? Own.Contains(o.Name) || (o.Name == HeldLock && o.Sql.StartsWith("CREATE TABLE", StringComparison.Ordinal) && !o.Sql.Contains("GENERATED", StringComparison.OrdinalIgnoreCase) && !o.Sql.Contains("CHECK", StringComparison.OrdinalIgnoreCase))
        : o is { Type: "index", Sql: "" } && o.Name.StartsWith("sqlite_autoindex_", StringComparison.Ordinal);

    private static string Printable(string name) => new([.. name.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);

    private string Newest(ManagedDatabase database)
    {
        using var context = database.Context(SqliteConnectionStrings.Create(database.Path), policy);
        return context.Database.GetMigrations().Last();
    }

    private static HashSet<ActiveObject> ReadCopyCatalogue()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute(DataMigration.Catalogue.CatalogueSql.Create);
        connection.Execute(DataMigration.Moving.SourceMark.CreateTables);
        return [.. connection.Query(EveryObject, row => new ActiveObject(row.GetString(0), row.GetString(1), row.GetString(2)))];
    }

    private async Task<SchemaObjects?> ExpectedAsync(ManagedDatabase database, string migration, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue((database.IsCentral, migration), out var objects))
            return objects;
        // A file of its own and not ":memory:", which would be gone each time EF Core closes its connection.
        var scratch = Path.Combine(locations.Backups, $".schema-{Guid.NewGuid():N}.partial");
        try
        {
            await using var context = database.Context(SqliteConnectionStrings.Create(scratch), policy);
            if (!context.Database.GetMigrations().Contains(migration))
                return null;
            await context.GetService<IMigrator>().MigrateAsync(migration, cancellationToken).ConfigureAwait(false);
            using var connection = policy.Open(SqliteConnectionStrings.Create(scratch));
            var (tables, shapes) = (TablesOf(connection), ShapesOf(connection));
            // A tenant that was moved here may have them as well.
            if (!database.IsCentral)
                await DataMigration.Moving.ChangeLog.InstallAsync(connection, cancellationToken).ConfigureAwait(false);
            return Known[(database.IsCentral, migration)] = new SchemaObjects(
                tables, ActiveOf(connection), shapes, [.. connection.Query(EveryObject, row => new ActiveObject(row.GetString(0), row.GetString(1), row.GetString(2)))]);
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

    private sealed record SchemaObjects(HashSet<string> Tables, HashSet<ActiveObject> Active, Dictionary<(string Type, string Name), string> Shapes, HashSet<ActiveObject> All);

    private sealed record ActiveObject(string Type, string Name, string Sql);
}
