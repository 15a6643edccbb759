using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>An index, made after the load, with what is reported about it and about the constraint it serves.</summary>
/// <param name="Oid">Of the index in PostgreSQL.</param>
internal sealed record LateDraft(TableDraft Table, uint Oid, LateStatement Statement, IReadOnlyList<ObjectOutcome> Outcomes);

/// <summary>Indexes, those of unique constraints included.</summary>
internal sealed class IndexTranslator(TargetColumns columns, SqliteNames names, List<ObjectOutcome> outcomes)
{
    public List<LateDraft> Made { get; } = [];

    public void AddAll(TableDraft table)
    {
        foreach (var index in table.Source.Indexes.Where(index => !index.Primary))
            Add(table, index);
        foreach (var key in table.Source.Constraints.Where(constraint => constraint.Kind == 'x'))
            outcomes.Add(Outcomes.Kept("constraint", table.Source.Schema, table.Source.Name, key.Name, "SQLite has no exclusion constraints"));
    }

    private void Add(TableDraft table, PgIndex index)
    {
        var unique = table.Source.Constraints.Find(constraint => constraint.Kind == 'u' && constraint.Index == index.Oid);
        var differences = new List<string?>();
        try
        {
            var sql = SqlOf(table, index, differences);
            var target = names.Take(index.Name);
            if (target != index.Name)
                differences.Add("its name is taken by another table or index of the file");
            if (unique is { Deferrable: true })
                differences.Add("SQLite checks it at once, not at the end of a transaction");
            var statement = $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {SqliteFile.Quote(target)} ON {SqliteFile.Quote(table.Target)} {sql}";
            var outcome = Outcomes.Made("index", table.Source.Schema, table.Source.Name, index.Name, target, Outcomes.Join(differences));
            Made.Add(new LateDraft(table, index.Oid, new LateStatement("index", target, statement), unique is null ? [outcome] : [outcome, outcome with { Kind = "constraint" }]));
        }
        catch (UntranslatableException refusal)
        {
            var outcome = Outcomes.Kept("index", table.Source.Schema, table.Source.Name, index.Name, refusal.Message);
            outcomes.Add(outcome);
            if (unique is not null)
                outcomes.Add(outcome with { Kind = "constraint" });
        }
    }

    private string SqlOf(TableDraft table, PgIndex index, List<string?> differences)
    {
        if (!index.Valid && index.Unique)
            throw new UntranslatableException("it is not valid in PostgreSQL: the rows may break it");
        if (index.Method == "hash")
            differences.Add("an ordered index instead of a hash");
        else if (index.Method != "btree")
            throw new UntranslatableException($"SQLite has no {index.Method} indexes");
        if (index.NullsNotDistinct)
            differences.Add("SQLite takes every NULL as different from others");
        var keys = index.Columns.Take(index.KeyColumns).Select(column => KeyOf(table, index, column, differences)).ToList();
        if (index.Columns.Count > index.KeyColumns)
        {
            differences.Add(index.Unique ? "without its included columns" : "its included columns are part of the key");
            if (!index.Unique)
                keys.AddRange(index.Columns.Skip(index.KeyColumns).Select(column => table.Column(column.Column).Quoted));
        }
        var where = index.Predicate is null ? "" : " WHERE " + Expression(table, index, index.Predicate, condition: true, differences).Text;
        return $"({string.Join(", ", keys)}){where}";
    }

    private string KeyOf(TableDraft table, PgIndex index, PgIndexColumn column, List<string?> differences)
    {
        if (column.Collation is { } collation and not ("C" or "POSIX" or "default"))
            differences.Add($"sorts by bytes, not by the collation {collation}");
        var key = column.Expression is null ? table.Column(column.Column).Quoted : Expression(table, index, column.Expression, condition: false, differences).Text;
        if (column.Expression is null && table.Column(column.Column).Type.Encoding == ValueEncoding.Decimal)
            differences.Add("numbers stored as text: it serves equality, not ranges or order");
        if (index.Unique && column.Expression is null)
            differences.Add(table.Column(column.Column).LooselyUnique);
        return column.Descending ? key + " DESC" : key;
    }

    private SqlPart Expression(TableDraft table, PgIndex index, string expression, bool condition, List<string?> differences)
    {
        var translation = columns.Translate(table, expression, condition);
        if (translation.Sql is null)
            throw new UntranslatableException(translation.Refusal!);
        // Over other rows than PostgreSQL's, a unique index could fail.
        if (index.Unique && (condition && (translation.Difference is not null || translation.Dates.Count > 0)))
            throw new UntranslatableException("it is unique over rows that SQLite could choose differently");
        differences.Add(translation.Difference);
        return translation.Sql;
    }
}
