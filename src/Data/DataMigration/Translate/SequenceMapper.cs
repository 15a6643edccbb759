using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>What becomes of sequences: AUTOINCREMENT where one feeds a key of a single whole number.</summary>
internal static class SequenceMapper
{
    public static IReadOnlyList<MappedSequence> Map(IReadOnlyList<PgSequence> sequences, List<TableDraft> drafts, List<ObjectOutcome> outcomes)
    {
        var mapped = new List<MappedSequence>();
        foreach (var sequence in sequences)
        {
            var fed = drafts.FindAll(draft => draft.IntegerKey?.Source.Sequence == sequence);
            if (sequence.Readable)
                mapped.Add(new MappedSequence(sequence.Schema, sequence.Name, sequence.LastValue, sequence.IsCalled, fed.Count == 0 ? null : drafts.IndexOf(fed[0])));
            outcomes.Add(OutcomeOf(sequence, fed));
        }
        return mapped;
    }

    private static ObjectOutcome OutcomeOf(PgSequence sequence, List<TableDraft> fed)
    {
        if (!sequence.Readable)
            return Outcomes.Kept("sequence", sequence.Schema, null, sequence.Name, "the user may not read how far it is; grant SELECT on it and USAGE on its schema");
        if (fed.Count == 0)
            return Outcomes.Kept("sequence", sequence.Schema, null, sequence.Name, "SQLite has no sequences; where it stands is kept");
        var difference = Outcomes.Join(
            sequence.Increment != 1 ? $"SQLite counts up by 1, not by {sequence.Increment}" : null,
            sequence.Cycles ? "SQLite does not start over at the end" : null,
            fed.Count > 1 ? $"{fed.Count} tables drew from it; in SQLite each counts for itself" : null);
        return Outcomes.Made("sequence", sequence.Schema, null, sequence.Name, fed[0].Target, difference);
    }
}
