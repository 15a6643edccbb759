using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Says of everything that is no part of a copied table what becomes of it.</summary>
internal static class ObjectOutcomes
{
    /// <summary>A copied table and what it consists of.</summary>
    public static IEnumerable<ObjectOutcome> Of(TableDraft draft, string naturalName)
    {
        var (schema, table) = (draft.Source.Schema, draft.Source.Name);
        yield return Outcomes.Made("table", schema, null, table, draft.Target, Outcomes.Join(
            draft.Target == naturalName ? null : "its name is reserved or taken in SQLite",
            draft.Source.Unlogged ? "UNLOGGED means nothing in SQLite" : null,
            draft.Source.Kind == 'p' ? "its partitions are one table" : null,
            draft.Source.Parents.Count > 0 ? "it stands alone: queries of the tables it inherits from do not see its rows" : null,
            draft.Columns.Count == 0 ? $"it has no columns; {TableDraft.Placeholder} stands in for them" : null));
        foreach (var column in draft.Columns)
            yield return Outcomes.Made("column", schema, table, column.Source.Name, column.Target, Outcomes.Join(column.Differences));
        foreach (var clause in draft.Constraints.Concat(draft.Columns.SelectMany(column => column.Checks.Append(column.Default).Append(column.Generated).OfType<Clause>())))
        {
            if (clause.Outcome is { } outcome)
                yield return outcome;
        }
        foreach (var constraint in draft.Source.Constraints)
        {
            if (constraint.Kind == 'n')
                yield return Outcomes.Made("constraint", schema, table, constraint.Name, draft.Target, null);
            else if (constraint is { Kind: 'f', Inherited: true })
                yield return Outcomes.Made("constraint", schema, table, constraint.Name, draft.Target, "a part of the foreign key to the partitioned table");
        }
        foreach (var index in draft.Source.Indexes.Where(index => index.Primary))
            yield return Outcomes.Made("index", schema, table, index.Name, draft.Target, null);
    }

    /// <summary>What a table consists of that SQLite takes in no form.</summary>
    public static IEnumerable<ObjectOutcome> PartsOfRefused(PgTable table)
    {
        const string Reason = "SQLite cannot hold its table";
        foreach (var column in table.Columns)
        {
            yield return Outcomes.Kept("column", table.Schema, table.Name, column.Name, Reason);
            if (column.Generated != ' ')
                yield return Outcomes.Kept("generated column", table.Schema, table.Name, column.Name, Reason);
            else if (column.Identity != ' ')
                yield return Outcomes.Kept("identity", table.Schema, table.Name, column.Name, Reason);
            else if (column.Default is not null)
                yield return Outcomes.Kept("default", table.Schema, table.Name, column.Name, Reason);
        }
        foreach (var part in PartsOf(table, _ => Reason, ""))
            yield return part;
    }

    /// <summary>A relation of which no table is made.</summary>
    public static IEnumerable<ObjectOutcome> OfOther(PgTable table, string? targetOfRoot)
    {
        if (table.IsPartition && targetOfRoot is not null && table.Kind is 'r' or 'p')
        {
            yield return Outcomes.Made("partition", table.Schema, null, table.Name, targetOfRoot, "its rows are in the table of the whole");
            foreach (var part in PartsOf(table, part => part ? null : "it belongs to a single partition", targetOfRoot))
                yield return part;
            yield break;
        }
        var (kind, reason) = table.Kind switch
        {
            'm' => ("materialized view", "SQLite has no materialised views; its rows can be computed again from the tables"),
            'f' => ("foreign table", "its rows are on another server and were not copied"),
            _ when table.IsPartition => ("partition", "the table of the whole is not copied"),
            _ => ("table", "left out by --only or --exclude"),
        };
        yield return Outcomes.Kept(kind, table.Schema, null, table.Name, reason) with { Outcome = kind == "table" ? ObjectOutcome.LeftOut : ObjectOutcome.Kept };
        foreach (var part in PartsOf(table, _ => reason, ""))
            yield return part;
    }

    /// <summary>What SQLite has no counterpart for.</summary>
    public static ObjectOutcome Of(PgObject item) => item.Kind switch
    {
        "enum" or "domain" => Outcomes.Made(item.Kind, item.Schema, item.Table, item.Name, "CHECK", "checked in each column; the type itself is kept in the catalogue"),
        "composite type" or "range type" or "multirange type" or "type" =>
            Outcomes.Made(item.Kind, item.Schema, item.Table, item.Name, "TEXT", "its values are stored as PostgreSQL writes them"),
        "schema" => Outcomes.Made(item.Kind, item.Schema, null, item.Name, item.Name + "__", "SQLite has no schemas: a prefix of the tables' names"),
        "large objects" => Outcomes.Kept(item.Kind, item.Schema, item.Table, item.Name, "large objects are outside of any table and are not copied"),
        "comments" => Outcomes.Kept(item.Kind, item.Schema, item.Table, item.Name, "SQLite has no comments"),
        "extension" => Outcomes.Kept(item.Kind, item.Schema, item.Table, item.Name, "SQLite has no such extension; tables of the extension itself are not copied"),
        "privileges" or "default privileges" or "policy" or "row security" => Outcomes.Kept(item.Kind, item.Schema, item.Table, item.Name, "whoever may read a SQLite file may read all of it"),
        _ => Outcomes.Kept(item.Kind, item.Schema, item.Table, item.Name, $"SQLite has no {item.Kind} of PostgreSQL's kind"),
    };

    // reason: null when what came from the partitioned table stands there.
    private static IEnumerable<ObjectOutcome> PartsOf(PgTable table, Func<bool, string?> reason, string target)
    {
        ObjectOutcome Part(string kind, string name, bool inherited) => reason(inherited) is { } why
            ? Outcomes.Kept(kind, table.Schema, table.Name, name, why) : Outcomes.Made(kind, table.Schema, table.Name, name, target, null);

        foreach (var constraint in table.Constraints)
            yield return Part("constraint", constraint.Name, constraint.Inherited);
        foreach (var index in table.Indexes)
            yield return Part("index", index.Name, index.Inherited);
    }
}
