using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>Whether new rows of the target get numbers that neither the source nor the target has given out.</summary>
internal static class SequenceChecks
{
    /// <summary>Tables whose next number is too low, one sentence each.</summary>
    public static IEnumerable<string> TooLow(SqliteFile file, TargetObjects objects, DatabaseMap map, IReadOnlySet<int> unreadable)
    {
        var counters = file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 0
            ? []
            : file.Query("SELECT name, max(seq) FROM sqlite_sequence GROUP BY name").ToDictionary(row => row[0]!, row => long.Parse(row[1] ?? "0", null), StringComparer.OrdinalIgnoreCase);
        foreach (var (index, table) in map.Tables.Index())
        {
            if (unreadable.Contains(table.Id) || !table.HasIntegerKey || !objects.CountsUp(table.Target))
                continue;
            var counter = counters.GetValueOrDefault(table.Target);
            var highest = file.QueryInteger($"SELECT max(t.{SqliteFile.Quote(table.RowId!)}) FROM {SqliteFile.Quote(table.Target)} AS t");
            if (counter < highest)
                yield return $"{table.Target} counts from {counter}, but its highest key is {highest}";
            foreach (var sequence in map.Sequences.Where(sequence => sequence.Table == index))
            {
                if (counter < sequence.Given)
                    yield return $"{table.Target} counts from {counter}, but {sequence.Name} of the source has given out {sequence.Given}";
            }
        }
    }

    /// <summary>Sequences that no longer stand where the catalogue says, one sentence each.</summary>
    public static IEnumerable<string> Moved(PostgresSchema schema, DatabaseMap map)
    {
        foreach (var sequence in map.Sequences)
        {
            var now = schema.Sequences.FirstOrDefault(other => other.Schema == sequence.Schema && other.Name == sequence.Name);
            if (now is null)
                yield return $"{sequence.Name} was dropped in the source";
            else if (now.Readable && (now.LastValue != sequence.LastValue || now.IsCalled != sequence.IsCalled))
                yield return $"{sequence.Name} is at {Position(now.LastValue, now.IsCalled)} in the source, at {Position(sequence.LastValue, sequence.IsCalled)} in the target's catalogue";
        }
    }

    private static string Position(long value, bool called) => called ? $"{value}" : $"{value} (not yet given out)";
}
