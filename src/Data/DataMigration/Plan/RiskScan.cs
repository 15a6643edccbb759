using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Counts the rows of a table and, in the same pass, the values that are a risk.</summary>
internal static class RiskScan
{
    // PostgreSQL allows 1,664 results of one query.
    private const int RisksPerQuery = 1000;

    /// <returns>The table's rows and what was found.</returns>
    public static (long Rows, IReadOnlyList<PlanFinding> Findings) Run(PostgresSource source, MappedTable table, CopyMode mode, int serverVersion, CancellationToken cancellationToken)
    {
        if (table.Parts.Count == 0)
            return (0, []);
        var risks = ValueRisks.Of(table, mode, serverVersion).ToArray();
        var counts = new long[risks.Length];
        long rows = 0;
        foreach (var part in table.Parts)
        {
            for (var first = 0; first == 0 || first < risks.Length; first += RisksPerQuery)
            {
                var slice = risks.Skip(first).Take(RisksPerQuery).ToArray();
                var sums = Count(source, part, slice, cancellationToken);
                rows += first == 0 ? sums[0] : 0;
                for (var i = 0; i < slice.Length; i++)
                    counts[first + i] += sums[i + 1];
            }
        }
        var findings = risks.Index().Where(risk => counts[risk.Index] > 0).Select(risk => new PlanFinding(
            risk.Item.Severity, risk.Item.Code, $"{table.ShownName}.{risk.Item.Column}", counts[risk.Index], Example(source, table, risk.Item, cancellationToken), risk.Item.Message));
        return (rows, [.. findings]);
    }

    private static long[] Count(PostgresSource source, SourcePart part, ValueRisk[] risks, CancellationToken cancellationToken)
    {
        using var command = source.Command($"SELECT count(*){string.Concat(risks.Select(risk => $", count(*) FILTER (WHERE {risk.Condition})"))} FROM {part.Rows}");
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReaderAsync(cancellationToken).GetAwaiter().GetResult();
        reader.Read();
        return [.. Enumerable.Range(0, risks.Length + 1).Select(reader.GetInt64)];
    }

    private static string? Example(PostgresSource source, MappedTable table, ValueRisk risk, CancellationToken cancellationToken)
    {
        var key = table.Key.Count > 0
            ? string.Join(" || ', ' || ", table.Key.Select(index => table.Columns[index].Source).Select(name => $"{SourceTable.Literal(name + " ")} || {SourceTable.Quote(name)}::text"))
            : "'row ' || ctid::text";
        foreach (var part in table.Parts)
        {
            using var command = source.Command($"SELECT {key} FROM {part.Rows} WHERE {risk.Condition} LIMIT 1");
            command.CommandTimeout = 0;
            if (command.ExecuteScalarAsync(cancellationToken).GetAwaiter().GetResult() is string example)
                return example;
        }
        return null;
    }
}
