using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>
/// One verification. The source's side can be started before the target can be read: <see cref="StartSource"/> as soon as
/// the map is there, <see cref="Finish"/> when the target is complete.
/// </summary>
/// <param name="source">Gives the snapshot, and must stay open until the end; <see cref="Finish"/> uses the session itself.</param>
/// <param name="map">What is compared.</param>
/// <param name="jobs">Sessions that read the source at the same time.</param>
/// <param name="withinCopy">Under the snapshot of the copy: the source cannot have moved on.</param>
/// <param name="progress">Is told ten times a second.</param>
internal sealed class Verifier(PostgresSource source, DatabaseMap map, int jobs, bool withinCopy, IProgress<VerificationProgress>? progress) : IDisposable
{
    private const int MostNamed = 10;

    private readonly VerificationMeter _meter = new(progress, map.Tables.Count, map.Tables.Sum(table => table.EstimatedRows));
    private readonly List<VerificationCheck> _checks = [];
    private PostgresSchema? _schema;
    private IReadOnlySet<int> _unreadable = new HashSet<int>();
    private MappedTable[] _readable = [];
    private Task<TableDigest[]>? _inSource;
    private CancellationTokenSource? _stop;

    /// <summary>Begins to read the source, on threads of its own that end with <see cref="Dispose"/> at the latest.</summary>
    public void StartSource(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using (var session = source.Fork(cancellationToken))
            _schema = PostgresSchema.Read(session, cancellationToken);
        (var changes, _unreadable) = SourceShape.Compare(_schema, map);
        if (!withinCopy)
            changes = [.. changes, .. SourceShape.NewTables(_schema, map)];
        Check("source schema", changes, $"{map.Tables.Count} tables as the target's catalogue describes them");
        _readable = [.. map.Tables.Where(table => !_unreadable.Contains(table.Id))];
        _inSource = SourceDigests.ComputeAsync(source, _readable, jobs, _meter, _stop.Token);
    }

    /// <param name="target">Connections that see the same state of the target; one reader each.</param>
    /// <param name="name">The target, for the report.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public VerificationReport Finish(IReadOnlyList<SqliteFile> target, string name, CancellationToken cancellationToken)
    {
        if (_inSource is null)
            StartSource(cancellationToken);
        var inTarget = ReadTarget(target, cancellationToken);
        var inSource = _inSource!.GetAwaiter().GetResult();
        var finder = new DifferenceFinder(source, target[0], cancellationToken);
        var byTable = _readable.Zip(inSource).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        var tables = map.Tables.Select((table, index) => Result(finder, table, byTable.GetValueOrDefault(table.Id), inTarget[index])).ToArray();
        return new VerificationReport
        {
            Ok = tables.All(table => table.Ok) && _checks.TrueForAll(check => check.Ok),
            Seconds = Math.Round(_meter.Elapsed.TotalSeconds, 3),
            Source = source.Address.ToString(),
            Target = name,
            SnapshotAt = source.SnapshotAt,
            Tables = tables,
            Checks = _checks,
            Note = withinCopy || tables.All(table => table.Ok) ? null : "The source was read as it is now. Rows that changed on either side since the copy count as differences.",
        };
    }

    public void Dispose()
    {
        _stop?.Cancel();
        // The sessions have ended before the snapshot does.
        if (_inSource is not null)
            OwnThread.Join(_inSource);
        _stop?.Dispose();
    }

    private TableDigest?[] ReadTarget(IReadOnlyList<SqliteFile> target, CancellationToken cancellationToken)
    {
        var file = target[0];
        var objects = new TargetObjects(file);
        var (missing, unreadable) = objects.Compare(map);
        Check("target tables", missing.Select(item => $"{item} is missing"), $"{map.Tables.Count} tables with all their columns");
        Check("target objects", objects.Lost(map).Select(item => $"{item} is missing"), "keys, constraints, indexes, views and triggers that were translated are there");
        var orphans = ForeignKeyCheck.Faulty(file).Count == 0 ? [] : file.Query($"SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT {MostNamed + 1}");
        Check("foreign keys", orphans.Select(row => $"row {row[1] ?? "?"} of {row[0]} refers to no row of {row[2]}"), "every reference finds its row");
        Check("sequences", SequenceChecks.TooLow(file, objects, map, unreadable), "new rows get numbers not yet given out");
        if (!withinCopy)
            Check("source sequences", SequenceChecks.Moved(_schema!, map), $"{map.Sequences.Count} sequences stand where the catalogue says");

        var readable = map.Tables.Where(table => !unreadable.Contains(table.Id)).ToArray();
        var digests = TargetDigests.Compute(target, readable, _meter, cancellationToken);
        var byTable = readable.Zip(digests).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        return [.. map.Tables.Select(table => byTable.GetValueOrDefault(table.Id))];
    }

    private static VerifiedTable Result(DifferenceFinder finder, MappedTable table, TableDigest? inSource, TableDigest? inTarget)
    {
        var result = new VerifiedTable
        {
            Name = table.ShownName,
            Rows = inTarget?.Rows ?? 0,
            SourceRows = inSource?.Rows ?? 0,
            Digest = inSource?.Text,
            Ok = inSource is not null && inTarget is not null && inSource.Equals(inTarget),
            Seconds = Math.Round(Math.Max(inSource?.Seconds ?? 0, inTarget?.Seconds ?? 0), 3),
            Fills = table.Columns.Index().Where(item => inTarget?.Fills[item.Index] > 0).ToDictionary(item => item.Item.Source, item => inTarget!.Fills[item.Index]),
            Differences = [],
            DifferingRows = 0,
        };
        if (result.Ok || inSource is null || inTarget is null)
            return result;
        var differences = finder.Find(table, inSource, inTarget);
        return result with
        {
            Columns = [.. table.Columns.Index().Where(item => inSource.Columns[item.Index] != inTarget.Columns[item.Index]).Select(item => item.Item.Source)],
            Differences = differences.Listed,
            DifferingRows = differences.Rows,
            MoreDiffer = differences.More,
        };
    }

    private void Check(string name, IEnumerable<string> findings, string otherwise)
    {
        var found = findings.ToArray();
        var more = found.Length > MostNamed ? $"; and more ({found.Length} in all)" : "";
        _checks.Add(new VerificationCheck(name, found.Length == 0, found.Length == 0 ? otherwise : string.Join("; ", found.Take(MostNamed)) + more));
    }
}
