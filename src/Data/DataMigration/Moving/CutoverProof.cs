using System.Globalization;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// A comparison of every value that costs little of the time nobody can write. Before the freeze everything is digested on
/// both sides, each as of a moment that stays readable. Under the freeze only rows that changed since are read: those the
/// target logged, and those the source itself marks as written since. What is left of the digests without these rows must be
/// equal, and these rows must be, and the rows counted. So a change that a stream lost is found here as well.
/// </summary>
internal sealed class CutoverProof : IDisposable
{
    /// <summary>With more changed rows than that everything is read again.</summary>
    private const int MostChanged = 50_000;

    private static readonly int Jobs = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly SourceAddress _address;
    private readonly string _target;
    private readonly PostgresSource _then;
    private readonly TargetView _view;
    private readonly DatabaseMap _map;
    private readonly long _oldestWriter;
    private TableDigest[] _inSource = [];
    private TableDigest[] _inTarget = [];

    private CutoverProof(SourceAddress address, string target, CancellationToken cancellationToken)
    {
        (_address, _target) = (address, target);
        _view = TargetView.Open(target, Jobs);
        try
        {
            _map = CatalogueReader.ReadMap(_view.Files[0], CatalogueReader.ReadRecord(_view.Files[0], target).Mode);
            // After the view: whatever is in the file by then is in this state of the source as well.
            _then = PostgresSource.Open(address, cancellationToken);
            _oldestWriter = long.Parse(_then.ReadText("SELECT txid_snapshot_xmin(txid_current_snapshot())::text"), CultureInfo.InvariantCulture);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Digests everything while people work. The target logs its changes already.</summary>
    public static CutoverProof Begin(string source, string target, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var proof = new CutoverProof(SourceAddress.Parse(source), target, cancellationToken);
        try
        {
            var tables = proof._map.Tables;
            var meter = new VerificationMeter(progress, tables.Count, tables.Sum(table => table.EstimatedRows));
            var inSource = SourceDigests.ComputeAsync(proof._then, tables, Jobs, meter, cancellationToken);
            try
            {
                proof._inTarget = TargetDigests.Compute(proof._view.Files, tables, meter, cancellationToken);
            }
            finally
            {
                OwnThread.Join(inSource);
            }
            proof._inSource = inSource.GetAwaiter().GetResult();
            return proof;
        }
        catch
        {
            proof.Dispose();
            throw;
        }
    }

    /// <summary>Compares what changed since. Nobody writes either side any more.</summary>
    /// <returns>null when too much changed, or anything differs: then everything is to be read again, and that decides.</returns>
    public VerificationReport? Finish(CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var now = PostgresSource.Open(_address, cancellationToken);
        using var view = TargetView.Open(_target, Jobs);
        var file = view.Files[0];
        var changed = CutoverChanges.Read(file, now, _map, _oldestWriter, Jobs, cancellationToken);
        if (changed.Keys > MostChanged)
            return null;
        var results = new VerifiedTable[_map.Tables.Count];
        var reader = new TouchedReader(_then, now, _view.Files[0], file, cancellationToken);
        for (var i = 0; i < results.Length; i++)
        {
            if (Compare(_map.Tables[i], i, changed[i], reader) is not { } result)
                return null;
            results[i] = result;
        }
        // Where the sequences stand was written anew since the proof began.
        var checks = CutoverProofChecks.Run(PostgresSchema.Read(now, cancellationToken), CatalogueReader.ReadMap(file, _map.Mode), file, changed);
        if (checks.Any(check => !check.Ok))
            return null;
        return new VerificationReport
        {
            Ok = true,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
            Source = _address.ToString(),
            Target = _target,
            SnapshotAt = now.SnapshotAt,
            Tables = results,
            Checks = checks,
            Note = $"Every value was compared before the freeze, and under it the {changed.Keys:N0} rows that changed since, with the number of rows of every table.",
        };
    }

    public void Dispose()
    {
        _view.Dispose();
        _then?.Dispose();
    }

    private VerifiedTable? Compare(MappedTable table, int index, TableChanges changes, TouchedReader reader)
    {
        var (rows, sum) = (_inSource[index].Rows, _inSource[index].Sum);
        var fills = _inTarget[index].Fills;
        if (changes.Whole)
        {
            var (source, target) = reader.Whole(table);
            if (!source.Equals(target))
                return null;
            (rows, sum, fills) = (source.Rows, source.Sum, target.Fills);
        }
        else
        {
            var (sourceThen, sourceNow, targetThen, targetNow) = reader.Touched(table, changes.Keys);
            // Without the rows that changed both sides are what they were, and that is the same.
            if (rows - sourceThen.Rows != _inTarget[index].Rows - targetThen.Rows || sum - sourceThen.Sum != _inTarget[index].Sum - targetThen.Sum || !sourceNow.Equals(targetNow))
                return null;
            rows += sourceNow.Rows - sourceThen.Rows;
            sum = unchecked(sum - sourceThen.Sum + sourceNow.Sum);
            fills = [.. fills.Select((count, column) => count - targetThen.Fills[column] + targetNow.Fills[column])];
        }
        if (changes.RowsInSource != rows || changes.RowsInTarget != rows)
            return null;
        return new VerifiedTable
        {
            Name = table.ShownName,
            Rows = rows,
            SourceRows = rows,
            Digest = $"{rows:D}-{sum:x32}",
            Ok = true,
            Seconds = 0,
            Fills = table.Columns.Index().Where(item => fills[item.Index] > 0).ToDictionary(item => item.Item.Source, item => fills[item.Index]),
            Differences = [],
            DifferingRows = 0,
        };
    }
}
