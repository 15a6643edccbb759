using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>The comparison of every value that ends a copy, under the copy's own snapshot.</summary>
/// <param name="jobs">Readers of each side.</param>
internal sealed class CopyProof(int jobs) : IProof
{
    private const int MostNamed = 3;

    public IRunningProof Start(PostgresSource snapshot, DatabaseMap map, IReadOnlyList<MappedTable> tables, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        // Sequences, indexes and the rest are compared when the file is complete; until then it is about rows alone.
        var compared = tables.Count == map.Tables.Count ? map : map with { Tables = tables, Sequences = [], Outcomes = [] };
        var verifier = new Verifier(snapshot, compared, jobs, withinCopy: true, progress);
        try
        {
            verifier.StartSource(cancellationToken);
            return new Running(verifier, compared, jobs, cancellationToken);
        }
        catch
        {
            verifier.Dispose();
            throw;
        }
    }

    private sealed class Running(Verifier verifier, DatabaseMap map, int jobs, CancellationToken cancellationToken) : IRunningProof
    {
        public VerificationReport? Report { get; private set; }

        public IReadOnlyDictionary<int, string> Compare(string file)
        {
            using var view = TargetView.Open(file, jobs);
            Report = verifier.Finish(view.Files, file, cancellationToken);
            return map.Tables.Zip(Report.Tables).Where(pair => !pair.Second.Ok).ToDictionary(pair => pair.First.Id, pair => Describe(pair.Second));
        }

        public void Dispose() => verifier.Dispose();

        private static string Describe(VerifiedTable table) => table.Differences.Count == 0
            ? $"{table.SourceRows} rows in the source, {table.Rows} in the target"
            : $"{(table.MoreDiffer ? "more than " : "")}{table.DifferingRows} rows differ ({string.Join("; ", table.Differences.Take(MostNamed).Select(difference => difference.Describe()))}{(table.Differences.Count > MostNamed ? "; …" : "")})";
    }
}
