using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Brings the changed rows, and the keys of those gone, into temporary tables of the fallback's session, and counts what they will do.</summary>
internal sealed class FallbackSend(SqliteFile file, FallbackSession session, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
{
    /// <returns>What will become of the source's tables, in the order of the changes.</returns>
    public IReadOnlyList<FallbackTableReport> Run(IReadOnlyList<FallbackChange> changes) => [.. changes.Select(Run)];

    private FallbackTableReport Run(FallbackChange change)
    {
        var table = change.Table;
        progress?.Report(new FallbackProgress(FallbackStep.Send, table.Map.ShownName));
        // With the source's types, and all of its columns: a row must go back with what only the source knows of it.
        session.Execute($"CREATE TEMP TABLE {table.Rows} ON COMMIT DROP AS SELECT {Columns(table)}false AS {FallbackTable.Had} FROM {table.Name} WITH NO DATA");
        session.Execute($"ALTER TABLE {table.Rows} ALTER COLUMN {FallbackTable.Had} SET DEFAULT false");
        Send(table, table.Rows, table.Map, table.Changed(change.Whole));
        if (!table.HasKey)
        {
            session.Execute($"ANALYZE {table.Rows}");
            return new FallbackTableReport(table.Map.ShownName, change.Rows, 0, session.Scalar<long>($"SELECT count(*) FROM {table.Only}"), true);
        }
        session.Execute($"CREATE UNIQUE INDEX ON {table.Rows} ({Names(table.Key)}); ANALYZE {table.Rows}");
        var kept = string.Concat(table.Kept.Select(name => $", {SourceTable.Quote(name)} = t.{SourceTable.Quote(name)}"));
        var had = session.Execute($"UPDATE {table.Rows} AS r SET {FallbackTable.Had} = true{kept} FROM {table.Only} AS t WHERE {table.SameKey("t", "r")}");

        session.Execute($"CREATE TEMP TABLE {table.Gone} ON COMMIT DROP AS SELECT {Names(table.Key)} FROM {table.Name} WITH NO DATA");
        if (change.Whole)
            session.Execute($"INSERT INTO {table.Gone} SELECT {Names(table.Key)} FROM {table.Only} AS t WHERE NOT EXISTS (SELECT FROM {table.Rows} AS r WHERE {table.SameKey("t", "r")})");
        else if (change.Gone > 0)
            Send(table, table.Gone, FallbackChanges.GoneOf(table), null);
        session.Execute($"ANALYZE {table.Gone}");
        var deleted = session.Scalar<long>($"SELECT count(*) FROM {table.Only} AS t JOIN {table.Gone} AS g ON {table.SameKey("t", "g")}");
        return new FallbackTableReport(table.Map.ShownName, change.Rows - had, had, deleted, change.Whole);
    }

    private void Send(FallbackTable table, string into, MappedTable rows, string? condition)
    {
        var sender = new RowSender(file, rows, cancellationToken, condition);
        try
        {
            using var lines = session.Copy(sender.Into(into));
            sender.Send(lines, _ => { });
            lines.Complete();
        }
        catch (PostgresException error) when (!PostgresErrors.IsConnectionLost(error) && !cancellationToken.IsCancellationRequested)
        {
            throw new DataMigrationException(
                $"The source refuses a row of {table.Map.ShownName}: {RestoreErrors.Words(error)}{(error.Where is { } where ? $" ({where.ReplaceLineEndings(" ")})" : "")}. Nothing was changed; correct the row here, then fall back again.", error);
        }
    }

    private static string Columns(FallbackTable table) => string.Concat(table.Columns.Select(column => SourceTable.Quote(column.Name) + ", "));

    private static string Names(IEnumerable<MappedColumn> columns) => string.Join(", ", columns.Select(column => SourceTable.Quote(column.Source)));
}
