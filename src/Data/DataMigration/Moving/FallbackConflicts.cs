using System.Globalization;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// Whether the source is as the cutover left it. Digests decide; where they differ, rows are told by the transactions that wrote
/// them and by keys that are gone.
/// </summary>
/// <param name="file">The tenant's, whose changes are read already.</param>
internal sealed class FallbackConflicts(SqliteFile file, FallbackSession session, FallbackMap map, SourceMark mark, CancellationToken cancellationToken)
{
    private const int MostListed = 100;
    private const int LongestShown = 1000;

    /// <summary>What is different but in nobody's way.</summary>
    public List<string> Warnings { get; } = [];

    public IReadOnlyList<FallbackConflict> Find()
    {
        using var source = PostgresSource.Open(session.Address, cancellationToken);
        var (changes, unreadable) = SourceShape.Compare(PostgresSchema.Read(source, cancellationToken), map.Copied);
        if (unreadable.Count > 0)
            return [.. changes.Select(change => new FallbackConflict("schema", null, FallbackConflict.Changed, change, null))];
        Warnings.AddRange(changes.Select(change => $"Since the copy, {change} at the source."));
        var now = SourceMark.DigestsOf(map.Copied, session.Address, cancellationToken);
        if (mark.DigestVersion == CanonicalRow.Version)
            return [.. map.Tables.Where(table => mark.Tables.TryGetValue(table.Map.Id, out var then) && now[table.Map.Id] != then).SelectMany(Rows)];
        Warnings.Add("AdminApp was brought up to date since the cutover and takes digests in another way; the source was compared by the numbers of its rows and of the transactions that wrote them.");
        return [.. map.Tables.Where(table => mark.Tables.ContainsKey(table.Map.Id)).SelectMany(table => CountOf(now[table.Map.Id]) == CountOf(mark.Tables[table.Map.Id]) ? Written(table) : Rows(table))];
    }

    private static string CountOf(string digest) => digest[..digest.IndexOf('-', StringComparison.Ordinal)];

    private IEnumerable<FallbackConflict> Rows(FallbackTable table)
    {
        if (!table.HasKey)
            return [Whole(table)];
        var found = Written(table).Concat(Deleted(table)).Take(MostListed).ToArray();
        return found.Length > 0 ? found : [Whole(table)];
    }

    private static FallbackConflict Whole(FallbackTable table) =>
        new(table.Map.ShownName, null, FallbackConflict.Changed, null, null);

    private List<FallbackConflict> Written(FallbackTable table)
    {
        // Numbers of transactions go round; a row keeps its own, also when it is frozen.
        var first = ((ulong)mark.NextTransaction & uint.MaxValue).ToString(CultureInfo.InvariantCulture);
        var sql = $"SELECT concat_ws(', ', {Key(table, "t")}), left(t::text, {LongestShown}) FROM {table.Only} AS t WHERE age(t.xmin) <= age('{first}'::xid) ORDER BY {Key(table, "t")} LIMIT {MostListed}";
        return session.Query(sql, row => (Key: row.GetString(0), Row: row.GetString(1)))
            .ConvertAll(row => new FallbackConflict(table.Map.ShownName, row.Key, FallbackConflict.Written, row.Row, MarkOf(table, row.Key)));
    }

    private List<FallbackConflict> Deleted(FallbackTable table)
    {
        var keys = $"adminapp_keys_{table.Map.Id}";
        session.Execute($"CREATE TEMP TABLE {keys} ON COMMIT DROP AS SELECT {string.Join(", ", table.Key.Select(column => SourceTable.Quote(column.Source)))} FROM {table.Name} WITH NO DATA");
        // What was first inserted here was never there.
        var inserted = $"SELECT key FROM (SELECT key, operation, min(seq) FROM {ChangeLog.Table} WHERE \"table\" = {SqliteFile.Literal(table.Logged.Name)} AND key IS NOT NULL GROUP BY key) WHERE operation = '{ChangeLog.Inserted}'";
        var sender = new RowSender(file, table.Map with { Columns = table.Key, Key = [.. Enumerable.Range(0, table.Key.Count)], Id = -1 }, cancellationToken, $"{table.Logged.Expression("t")} NOT IN ({inserted})");
        using (var lines = session.Copy(sender.Into(keys)))
        {
            sender.Send(lines, _ => { });
            lines.Complete();
        }
        var sql = $"SELECT concat_ws(', ', {Key(table, "k")}) FROM {keys} AS k WHERE NOT EXISTS (SELECT FROM {table.Only} AS t WHERE {table.SameKey("t", "k")}) ORDER BY {Key(table, "k")} LIMIT {MostListed}";
        return session.Query(sql, row => row.GetString(0)).ConvertAll(key => new FallbackConflict(table.Map.ShownName, key, FallbackConflict.Deleted, null, MarkOf(table, key)));
    }

    // The row as it is here, if it was not changed here as well: then it is what the cutover left.
    private string? MarkOf(FallbackTable table, string key)
    {
        if (!table.Map.HasIntegerKey || !long.TryParse(key, CultureInfo.InvariantCulture, out var number))
            return null;
        var operation = file.Query(string.Create(CultureInfo.InvariantCulture,
            $"SELECT operation FROM {ChangeLog.Table} WHERE \"table\" = {SqliteFile.Literal(table.Logged.Name)} AND key = {number} ORDER BY seq LIMIT 1")).Select(row => row[0]).FirstOrDefault();
        if (operation is not null)
            return operation == ChangeLog.Inserted ? "no such row" : "a row that was changed here as well";
        var columns = string.Join(", ", table.Map.Columns.Select(column => "t." + SqliteFile.Quote(column.Target)));
        var row = file.Query(string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {SqliteFile.Quote(table.Map.Target)} AS t WHERE t.{SqliteFile.Quote(table.Map.RowId!)} = {number}")).FirstOrDefault();
        if (row is null)
            return "no such row";
        var text = $"({string.Join(',', row)})";
        return text.Length > LongestShown ? text[..LongestShown] : text;
    }

    private static string Key(FallbackTable table, string alias) => string.Join(", ", table.Key.Select(column => $"{alias}.{SourceTable.Quote(column.Source)}"));
}
