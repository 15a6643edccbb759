using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Foreign keys, with their actions and the moment of their check. Made last: they need tables and unique indexes that SQLite took.</summary>
/// <param name="drafts">The tables that SQLite took.</param>
/// <param name="indexes">Those of PostgreSQL's indexes (oid) that SQLite took.</param>
internal sealed class ForeignKeyTranslator(PostgresSchema schema, IReadOnlyList<TableDraft> drafts, IReadOnlySet<uint> indexes, UncheckedKeys uncheckedKeys, List<ObjectOutcome> outcomes)
{
    // Stored texts of these are equal when, and only when, the values are.
    private static readonly HashSet<string> EqualByText = new(StringComparer.Ordinal)
    {
        "text", "varchar", "bpchar", "name", "time", "inet", "cidr", "macaddr", "macaddr8", "bit", "varbit", "pg_lsn",
    };

    private readonly Dictionary<uint, TableDraft> _drafts = drafts.ToDictionary(draft => draft.Source.Oid);

    public IReadOnlyList<Clause> Of(TableDraft table)
    {
        var made = new List<Clause>();
        foreach (var key in table.Source.Constraints.Where(constraint => constraint is { Kind: 'f', Inherited: false }))
        {
            var outcome = Outcomes.Made("constraint", table.Source.Schema, table.Source.Name, key.Name, key.Name, DifferenceOf(key));
            var parent = _drafts.GetValueOrDefault(key.ForeignTable);
            if (RefusalOf(table, key, parent) is { } refusal)
                outcomes.Add(outcome.Keep(refusal));
            else
                made.Add(new Clause(SqlOf(table, key, parent!), outcome));
        }
        return made;
    }

    private static string? DifferenceOf(PgConstraint key) => Outcomes.Join(
        key.Match == 'f' && key.Columns.Count > 1 ? "SQLite lets a key pass of which only a part is NULL (MATCH FULL does not)" : null,
        key.DeleteSetColumns.Count > 0 ? "SQLite's action sets all columns of the key, not the named ones only" : null,
        key is { Deferrable: true, InitiallyDeferred: false } ? "SQLite checks it at once unless PRAGMA defer_foreign_keys is on" : null,
        key.Validated ? null : "NOT VALID in PostgreSQL; all rows were found to obey it");

    private string? RefusalOf(TableDraft table, PgConstraint key, TableDraft? parent)
    {
        if (parent is null)
            return schema.Tables.Any(other => other.Oid == key.ForeignTable && !other.IsPartition) ? "the table it refers to is not copied" : "it refers to a single partition";
        if (key.Period)
            return "SQLite has no foreign key over a period";
        if (!key.Enforced)
            return "PostgreSQL does not enforce it either";
        if (!HasUniqueKey(parent, key.ForeignColumns))
            return "the columns it refers to have no unique index in SQLite";
        if (!key.Columns.Zip(key.ForeignColumns).All(pair => Comparable(table.Column(pair.First), parent.Column(pair.Second))))
            return "values that are equal in PostgreSQL can be stored differently on its two sides";
        return key.Validated ? null : uncheckedKeys.RefusalOf(table.Source, key, parent.Source);
    }

    private bool HasUniqueKey(TableDraft parent, IReadOnlyList<short> columns) =>
        IsSet(parent.Key.Select(column => column.Source.Number), columns)
        || parent.Source.Indexes.Exists(index => index is { Unique: true, Predicate: null, Primary: false } && indexes.Contains(index.Oid)
            && index.Columns.TrueForAll(column => column.Collation is null)
            && IsSet(index.Columns.Take(index.KeyColumns).Select(column => column.Column), columns));

    private static bool IsSet(IEnumerable<short> key, IReadOnlyList<short> columns) => key.ToHashSet().SetEquals(columns);

    private static bool Comparable(ColumnDraft child, ColumnDraft parent)
    {
        var (one, other) = (child.Source.Resolved.Base, parent.Source.Resolved.Base);
        if (child.Type.Encoding != parent.Type.Encoding || !child.Source.Deterministic || !parent.Source.Deterministic)
            return false;
        if (child.Type.Encoding == ValueEncoding.Text)
        {
            if (one.Kind == 'e' || other.Kind == 'e')
                return one == other;
            if (!one.BuiltIn || !other.BuiltIn || !EqualByText.Contains(one.Name) || !EqualByText.Contains(other.Name))
                return false;
            // Padding counts in what is stored.
            return one.Name != "bpchar" && other.Name != "bpchar" || one == other;
        }
        return child.Type.Encoding != ValueEncoding.Array;
    }

    private static string SqlOf(TableDraft table, PgConstraint key, TableDraft parent)
    {
        var columns = string.Join(", ", key.Columns.Select(number => table.Column(number).Quoted));
        var foreign = string.Join(", ", key.ForeignColumns.Select(number => parent.Column(number).Quoted));
        return $"CONSTRAINT {SqliteFile.Quote(key.Name)} FOREIGN KEY ({columns}) REFERENCES {SqliteFile.Quote(parent.Target)} ({foreign})"
            + Action("DELETE", key.OnDelete) + Action("UPDATE", key.OnUpdate)
            + (key.Deferrable ? $" DEFERRABLE INITIALLY {(key.InitiallyDeferred ? "DEFERRED" : "IMMEDIATE")}" : "");
    }

    private static string Action(string happening, char code) => code switch
    {
        'r' => $" ON {happening} RESTRICT",
        'c' => $" ON {happening} CASCADE",
        'n' => $" ON {happening} SET NULL",
        'd' => $" ON {happening} SET DEFAULT",
        _ => "",
    };
}
