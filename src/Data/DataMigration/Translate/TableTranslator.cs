using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Makes a table's columns and primary key.</summary>
internal sealed class TableTranslator(List<ObjectOutcome> outcomes)
{
    public TableDraft Translate(PgTable source, string target)
    {
        var draft = new TableDraft { Source = source, Target = target };
        var names = new SqliteNames(source.Columns.Select(column => column.Name));
        foreach (var column in source.Columns)
            draft.Columns.Add(ColumnOf(column, names.Take(column.Name)));
        AddKey(draft);
        return draft;
    }

    private static ColumnDraft ColumnOf(PgColumn source, string target)
    {
        var draft = new ColumnDraft { Source = source, Target = target, Type = TypeMap.Of(source.Resolved.Base, SourceTable.Quote(source.Name)) };
        if (target != source.Name)
            draft.Differences.Add("SQLite does not tell its name from another column's");
        ColumnChecks.Add(draft);
        return draft;
    }

    private void AddKey(TableDraft draft)
    {
        var key = draft.Source.Constraints.Find(constraint => constraint.Kind == 'p');
        if (key is null)
            return;
        var schema = draft.Source.Schema;
        var table = draft.Source.Name;
        if (key.Period)
        {
            outcomes.Add(Outcomes.Kept("constraint", schema, table, key.Name, "SQLite has no key over a period"));
            return;
        }
        draft.Key.AddRange(key.Columns.Select(draft.Column));
        foreach (var column in draft.Key)
            column.KeyColumn = true;
        outcomes.Add(Outcomes.Made("constraint", schema, table, key.Name, key.Name,
            Outcomes.Join(draft.Key.Select(column => column.LooselyUnique).Prepend(key.Deferrable ? "SQLite checks a key at once, not at the end of a transaction" : null))));
        var name = $"CONSTRAINT {SqliteFile.Quote(key.Name)} PRIMARY KEY";
        if (draft.IntegerKey is { } single)
            single.Key = name + (single.Source.Sequence is null ? "" : " AUTOINCREMENT");
        else
            draft.Constraints.Add(new Clause($"{name} ({string.Join(", ", draft.Key.Select(column => column.Quoted))})", null));
    }
}
