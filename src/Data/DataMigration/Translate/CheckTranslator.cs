using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>CHECKs of tables and of domains. One that could refuse a row that PostgreSQL holds is kept in the catalogue only.</summary>
internal sealed class CheckTranslator(TargetColumns columns, List<ObjectOutcome> outcomes)
{
    public void AddAll(TableDraft table)
    {
        foreach (var column in table.Columns)
        {
            foreach (var check in column.Source.Resolved.Checks)
            {
                var outcome = Outcomes.Made("domain check", table.Source.Schema, table.Source.Name, $"{column.Source.Name} {check.Domain}.{check.Name}", column.Target, null);
                if (Sql(columns.TranslateDomain(column, check.Expression), check.Validated, ref outcome) is { } sql)
                    column.Checks.Add(new Clause($"CHECK {sql}", outcome));
            }
        }
        foreach (var check in table.Source.Constraints.Where(constraint => constraint is { Kind: 'c', Expression: not null }))
            Add(table, check);
    }

    private void Add(TableDraft table, PgConstraint check)
    {
        var outcome = Outcomes.Made("constraint", table.Source.Schema, table.Source.Name, check.Name, check.Name, null);
        if (Sql(columns.Translate(table, check.Expression!, condition: true), check.Validated && check.Enforced, ref outcome) is { } sql)
            table.Constraints.Add(new Clause($"CONSTRAINT {SqliteFile.Quote(check.Name)} CHECK {sql}", outcome));
    }

    private string? Sql(Translation translation, bool validated, ref ObjectOutcome outcome)
    {
        var refusal = !validated ? "rows that break it may be there, and SQLite would refuse them"
            : translation.Refusal ?? (translation.MayRefuse ? $"{translation.Difference}: SQLite could refuse what PostgreSQL holds" : null);
        if (refusal is not null)
        {
            outcomes.Add(outcome.Keep(refusal));
            return null;
        }
        outcome = Outcomes.Made(outcome.Kind, outcome.Schema, outcome.Table, outcome.Name, outcome.Target!, translation.Difference);
        // Years before 1 and after 9999 do not sort by their text.
        var odd = translation.Dates.Select(date => $" OR {date} NOT GLOB '????-*' OR {date} GLOB '* BC'");
        return $"({translation.Sql!.Text}{string.Concat(odd)})";
    }
}
