using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>What the map says about objects that SQLite cannot have as they are.</summary>
internal static class OutcomeFindings
{
    public static IEnumerable<PlanFinding> Of(DatabaseMap map) => map.Outcomes
        .Where(outcome => outcome.Outcome is not (ObjectOutcome.Translated or ObjectOutcome.LeftOut))
        .Select(outcome =>
        {
            // A table that cannot be made would lose its rows, as would a column a tenant has no place for; any other object is whole in the catalogue.
            var lost = outcome is { Kind: "table", Outcome: ObjectOutcome.Kept } || (map.Mode == CopyMode.Model && outcome is { Kind: "column", Outcome: ObjectOutcome.Kept });
            return new PlanFinding(lost ? PlanSeverity.Blocks : PlanSeverity.Harmless, $"{outcome.Kind.Replace(' ', '-')}-{outcome.Outcome}", outcome.ShownName, 1, null,
                $"{What(outcome.Outcome)}: {outcome.Reason}");
        });

    private static string What(string outcome) => outcome switch
    {
        ObjectOutcome.Kept => "kept in the catalogue only",
        ObjectOutcome.Lost => "neither translated nor kept; make a note of it",
        _ => "works differently",
    };
}
