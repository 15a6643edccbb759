using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>A part of a CREATE TABLE that it can do without.</summary>
/// <param name="Sql">As it stands in the statement.</param>
/// <param name="Outcome">What is reported when SQLite takes it; null for what has no object of its own in the source.</param>
internal sealed record Clause(string Sql, ObjectOutcome? Outcome);

internal static class Outcomes
{
    /// <summary>The same object, kept in the catalogue after all.</summary>
    public static ObjectOutcome Keep(this ObjectOutcome outcome, string reason) => outcome with { Outcome = ObjectOutcome.Kept, Target = null, Reason = reason };

    /// <summary>Translated, or changed when there is something to say.</summary>
    public static ObjectOutcome Made(string kind, string schema, string? table, string name, string target, string? difference) =>
        new(kind, schema, table, name, difference is null ? ObjectOutcome.Translated : ObjectOutcome.Changed, target, difference);

    public static ObjectOutcome Kept(string kind, string schema, string? table, string name, string reason) =>
        new(kind, schema, table, name, ObjectOutcome.Kept, null, reason);

    /// <summary>Joins what is to be said about one object.</summary>
    public static string? Join(params IEnumerable<string?> differences)
    {
        var said = differences.Where(difference => difference is not null).Distinct().ToArray();
        return said.Length == 0 ? null : string.Join("; ", said);
    }
}
