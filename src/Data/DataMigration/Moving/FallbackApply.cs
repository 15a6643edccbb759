using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Puts what was sent into its places, a statement or two for each table. The fence is lifted, in the same transaction.</summary>
internal sealed class FallbackApply(FallbackSession session, FallbackMap map, IReadOnlyList<FallbackChange> changes, IProgress<FallbackProgress>? progress)
{
    private readonly HashSet<FallbackTable> _touched = [.. changes.Select(change => change.Table)];

    /// <exception cref="DataMigrationException">The source refuses it; its transaction is not to be committed.</exception>
    public void Run()
    {
        // As a replica it takes rows as they are: neither its triggers nor the order of rows that refer to each other are in the way.
        var replica = session.Try("SET LOCAL session_replication_role = replica");
        var held = replica ? null : new FallbackTriggers(session, map, _touched);
        // Children first, while their parents are there.
        foreach (var change in changes.Reverse())
            Refusable(change.Table, () => Delete(change, replica));
        foreach (var change in changes)
            Refusable(change.Table, () => Write(change));
        held?.Restore();
        if (!replica)
            return;
        session.Execute("SET LOCAL session_replication_role = DEFAULT");
        CheckKeys();
    }

    private void Delete(FallbackChange change, bool replica)
    {
        var table = change.Table;
        progress?.Report(new FallbackProgress(FallbackStep.Apply, table.Map.ShownName));
        if (!table.HasKey)
        {
            session.Execute($"DELETE FROM {table.Only}");
            return;
        }
        session.Execute($"DELETE FROM {table.Only} AS t USING {table.Gone} AS g WHERE {table.SameKey("t", "g")}");
        // Rows may have exchanged values that only one may have; out of each other's way they can be written one by one.
        if (table.Unique.Count > 0 && (replica || map.Keys.All(key => key.Parent != table || key.Waits)))
            session.Execute($"DELETE FROM {table.Only} AS t USING {table.Rows} AS r WHERE {table.SameKey("t", "r")}{MovedValues(table)}");
    }

    private static string MovedValues(FallbackTable table) => table.Unique.Any(columns => columns is null)
        ? ""
        : $" AND ({string.Join(" OR ", table.Unique.SelectMany(columns => columns!).Distinct().Select(column => $"t.{SourceTable.Quote(column)} IS DISTINCT FROM r.{SourceTable.Quote(column)}"))})";

    private void Write(FallbackChange change)
    {
        var table = change.Table;
        if (table.HasKey && table.Settable.ToArray() is { Length: > 0 } set)
            session.Execute($"UPDATE {table.Only} AS t SET {string.Join(", ", set.Select(name => $"{SourceTable.Quote(name)} = r.{SourceTable.Quote(name)}"))} FROM {table.Rows} AS r WHERE {table.SameKey("t", "r")}");
        // What the source never had takes its defaults in the columns that only the source has.
        Insert(table, table.Sent, $"NOT r.{FallbackTable.Had}");
        if (table.HasKey)
            Insert(table, table.Sent.Concat(table.Kept), $"r.{FallbackTable.Had} AND NOT EXISTS (SELECT FROM {table.Only} AS t WHERE {table.SameKey("t", "r")})");
    }

    private void Insert(FallbackTable table, IEnumerable<string> columns, string condition)
    {
        var names = columns.Select(SourceTable.Quote).ToArray();
        session.Execute($"INSERT INTO {table.Name} ({string.Join(", ", names)}) OVERRIDING SYSTEM VALUE SELECT {string.Join(", ", names.Select(name => "r." + name))} FROM {table.Rows} AS r WHERE {condition}");
    }

    // A replica does not check them. What nobody touched holds as it held before.
    private void CheckKeys()
    {
        foreach (var key in map.Keys)
        {
            if (_touched.Contains(key.Child))
                RequireNone(key, key.Child.HasKey ? $" AND EXISTS (SELECT FROM {key.Child.Rows} AS r WHERE {key.Child.SameKey("c", "r")})" : "");
            if (_touched.Contains(key.Parent))
                RequireNone(key, "");
        }
    }

    private void RequireNone(FallbackKey key, string restriction)
    {
        var from = OrphanQuery.From(key.Child.Name, key.Parent.Name, key.Columns, key.ParentColumns) + restriction;
        var orphans = session.Scalar<long>($"SELECT count(*) FROM {from}");
        if (orphans > 0)
            throw new DataMigrationException($"{orphans} rows of {key.Child.Map.ShownName} would refer to no row of {key.Parent.Map.ShownName} at the source ({key.Name}). Nothing was changed; correct them here, then fall back again.");
    }

    private static void Refusable(FallbackTable table, Action work)
    {
        try
        {
            work();
        }
        catch (PostgresException error) when (!PostgresErrors.IsConnectionLost(error) && error.SqlState != PostgresErrorCodes.QueryCanceled)
        {
            var next = error.SqlState == PostgresErrorCodes.UniqueViolation
                ? "rows may have exchanged a value that only one may have: connect as a user that may set session_replication_role, or correct the rows here, then fall back again"
                : "correct the rows here, then fall back again";
            throw new DataMigrationException($"The source refuses the changes of {table.Map.ShownName}: {RestoreErrors.Words(error)}. Nothing was changed; {next}.", error);
        }
    }
}
