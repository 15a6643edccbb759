using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>A row that differs, with what either side has of it.</summary>
internal sealed record RowPair(CapturedRow? Source, CapturedRow? Target, bool Duplicated)
{
    public IEnumerable<VerificationDifference> Describe(MappedTable table)
    {
        var key = ShownValue.Key(table, Target ?? Source!);
        if (Source is null)
            return [new VerificationDifference(Duplicated ? VerificationDifference.Duplicated : VerificationDifference.Extra, key, null, null, ShownValue.Row(table, Target!))];
        if (Target is null)
            return [new VerificationDifference(VerificationDifference.Missing, key, null, ShownValue.Row(table, Source), null)];
        return table.Columns.Index().Where(item => !Source.Values[item.Index].Equals(Target.Values[item.Index])).Select(item =>
        {
            var (source, target) = ShownValue.Pair(item.Item, Source.Values[item.Index], Target.Values[item.Index]);
            return new VerificationDifference(VerificationDifference.Changed, key, item.Item.Source, source, target);
        });
    }
}

/// <summary>Puts the captured rows to their differences.</summary>
internal static class RowPairs
{
    public static List<RowPair> Match(
        MappedTable table, RowDifference[] differing, IReadOnlyDictionary<UInt128, CapturedRow> source, IReadOnlyDictionary<UInt128, CapturedRow> target)
    {
        // A row that is only on one side was read there; what somebody changes in between is left out.
        var pairs = differing
            .Select(row => new RowPair(Find(source, row.Source), Find(target, row.Target), row.Duplicated))
            .Where(pair => pair.Source is not null || pair.Target is not null)
            .ToList();
        return table.Key.Count > 0 ? pairs : Alike(pairs);
    }

    private static CapturedRow? Find(IReadOnlyDictionary<UInt128, CapturedRow> rows, UInt128? digest) =>
        digest is { } wanted ? rows.GetValueOrDefault(wanted) : null;

    // Without a key nothing says which row became which; two that agree in at least half of their columns are taken for one.
    private static List<RowPair> Alike(List<RowPair> pairs)
    {
        var found = new List<RowPair>();
        var extra = pairs.FindAll(pair => pair is { Source: null, Duplicated: false });
        foreach (var missing in pairs.Where(pair => pair.Target is null))
        {
            var best = extra.MaxBy(other => Agreeing(missing.Source!, other.Target!));
            if (best is null || Agreeing(missing.Source!, best.Target!) * 2 < missing.Source!.Values.Length)
            {
                found.Add(missing);
                continue;
            }
            extra.Remove(best);
            found.Add(missing with { Target = best.Target });
        }
        return [.. found, .. extra, .. pairs.Where(pair => pair.Duplicated)];
    }

    private static int Agreeing(CapturedRow a, CapturedRow b) => a.Values.Zip(b.Values).Count(pair => pair.First.Equals(pair.Second));
}
