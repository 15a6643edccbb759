using System.Diagnostics;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Makes the plan: reads the source under one snapshot, writes nothing anywhere.</summary>
internal static class MigrationPlanner
{
    public static MigrationPlan Make(PostgresSource source, DatabaseMap map, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var copied = map.Tables.Select(table => (table.Schema, table.Source)).ToHashSet();
        var findings = new List<PlanFinding>(SourceReadiness.Privileges(source, copied));
        findings.AddRange(SourceReadiness.Database(source));
        findings.AddRange(OutcomeFindings.Of(map));
        var unreadable = findings.Where(finding => finding.Code is "no-privilege" or "row-security").Select(finding => finding.Object).ToHashSet(StringComparer.Ordinal);

        var tables = new List<PlanTable>(map.Tables.Count);
        foreach (var table in map.Tables)
        {
            var (rows, found) = unreadable.Contains(table.ShownName) ? (0, []) : RiskScan.Run(source, table, map.Mode, source.Major, cancellationToken);
            findings.AddRange(found);
            tables.Add(new PlanTable(table.ShownName, table.Target, rows, table.SourceBytes, table.Columns.Count));
        }
        var (seconds, bytes) = (0.0, 0L);
        if (unreadable.Count == 0)
        {
            findings.AddRange(OrphanScan.Run(source, copied, cancellationToken));
            (seconds, bytes) = Prediction.Of(source, map, cancellationToken);
        }
        return new MigrationPlan
        {
            Source = source.Address.ToString(),
            SourceVersion = source.Version,
            Mode = map.Mode == CopyMode.Model ? "model" : "translate",
            Tables = tables,
            Findings = [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Object, StringComparer.Ordinal)],
            PredictedSeconds = seconds,
            PredictedBytes = bytes,
            Streaming = SourceReadiness.Streaming(source, map),
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2),
        };
    }
}
