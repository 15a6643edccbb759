using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// Reads what was changed back from the source, still within its transaction, and compares it with the tenant, value by value;
/// and counts the rows of every table on both sides, changed or not.
/// </summary>
internal sealed class FallbackProof(SqliteFile file, FallbackSession session, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
{
    /// <exception cref="DataMigrationException">Something differs; the transaction is not to be committed.</exception>
    public void Run(FallbackMap map, IReadOnlyList<FallbackChange> changes)
    {
        var source = new SourceScan(PostgresSource.Within(session.Address, session.Connection), VerificationMeter.Silent, cancellationToken);
        var target = new TargetScan(file, VerificationMeter.Silent, cancellationToken);
        foreach (var change in changes)
        {
            progress?.Report(new FallbackProgress(FallbackStep.Verify, change.Table.Map.ShownName));
            Compare(change, source, target);
        }
        var here = string.Join(" UNION ALL ", map.Tables.Select(table => $"SELECT count(*) FROM {SqliteFile.Quote(table.Map.Target)}"));
        var there = string.Join(" UNION ALL ", map.Tables.Select((table, index) => string.Create(CultureInfo.InvariantCulture, $"SELECT {index}, count(*) FROM {table.Only}")));
        var rows = file.Query(here).ConvertAll(row => long.Parse(row[0]!, CultureInfo.InvariantCulture));
        foreach (var (index, counted) in session.Query(there, row => (row.GetInt32(0), row.GetInt64(1))))
        {
            if (counted != rows[index])
                throw Wrong(map.Tables[index].Map.ShownName, $"{rows[index]} rows here and {counted} at the source");
        }
    }

    private void Compare(FallbackChange change, SourceScan source, TargetScan target)
    {
        var table = change.Table;
        var (here, there) = (new TableDigest(table.Map), new TableDigest(table.Map));
        var key = string.Join(", ", table.Key.Select(column => SourceTable.Quote(column.Source)));
        foreach (var part in table.Map.Parts)
            source.Read(table.Map, part, change.Whole ? null : $"({key}) IN (SELECT {key} FROM {table.Rows})", there);
        target.Read(table.Map, long.MinValue, long.MaxValue, here, null, table.Changed(change.Whole));
        if (!here.Equals(there))
            throw Wrong(table.Map.ShownName, Describe(table.Map, here, there));
        if (table.HasKey && session.Scalar<long>($"SELECT count(*) FROM {table.Only} AS t JOIN {table.Gone} AS g ON {table.SameKey("t", "g")}") is > 0 and var left)
            throw Wrong(table.Map.ShownName, $"{left} rows that are gone here");
    }

    private static string Describe(MappedTable table, TableDigest here, TableDigest there) => here.Rows != there.Rows
        ? $"{here.Rows} changed rows here and {there.Rows} at the source"
        : $"other values in {string.Join(", ", table.Columns.Where((_, index) => here.Columns[index] != there.Columns[index]).Select(column => column.Source))}";

    private static DataMigrationException Wrong(string table, string what) => new(
        $"{table} would have {what} after the fallback. Nothing was changed; look for rules, policies or triggers of the source that change rows, or bring everything into an empty database (data fallback --full).");
}
