using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Runs what was made in an empty database in memory. What SQLite refuses is taken out and reported, never a table for the sake of a part.</summary>
internal sealed class TableTrial(List<ObjectOutcome> outcomes) : IDisposable
{
    private readonly SqliteFile _file = SqliteFile.Open(":memory:", create: true);

    /// <summary>Leaves in the draft what SQLite takes; false when it takes the table in no form.</summary>
    public bool Accepts(TableDraft table)
    {
        if (TryTable(table) is not { } refusal)
            return true;
        var checks = table.Columns.ToDictionary(column => column, column => (column.Checks.ToArray(), column.Default, column.Generated));
        var constraints = table.Constraints.ToArray();
        foreach (var column in table.Columns)
        {
            column.Checks.Clear();
            (column.Default, column.Generated) = (null, null);
        }
        table.Constraints.RemoveAll(constraint => constraint.Outcome is not null);
        if (TryTable(table) is { } final)
        {
            outcomes.Add(Outcomes.Kept("table", table.Source.Schema, null, table.Source.Name, $"SQLite cannot hold it, and its rows are not copied: {final}"));
            return false;
        }
        foreach (var (column, (all, byDefault, generated)) in checks)
        {
            Try(table, all, clause => column.Checks.Add(clause), clause => column.Checks.Remove(clause));
            Try(table, byDefault is null ? [] : [byDefault], clause => column.Default = clause, _ => column.Default = null);
            Try(table, generated is null ? [] : [generated], clause => column.Generated = clause, _ => column.Generated = null);
        }
        Try(table, [.. constraints.Where(constraint => constraint.Outcome is not null)], table.Constraints.Add, clause => table.Constraints.Remove(clause));
        return true;
    }

    /// <summary>Adds to the draft those of the clauses that SQLite takes.</summary>
    public void AddAccepted(TableDraft table, IReadOnlyList<Clause> clauses)
    {
        if (clauses.Count == 0)
            return;
        table.Constraints.AddRange(clauses);
        if (TryTable(table) is null)
            return;
        table.Constraints.RemoveAll(clauses.Contains);
        Try(table, clauses, table.Constraints.Add, clause => table.Constraints.Remove(clause));
    }

    /// <summary>Null when SQLite takes it, otherwise its words.</summary>
    public string? Refusal(string sql)
    {
        try
        {
            _file.Execute(sql);
            return null;
        }
        catch (SqliteFileException error)
        {
            return error.Message;
        }
    }

    public void Dispose() => _file.Dispose();

    private void Try(TableDraft table, IReadOnlyList<Clause> clauses, Action<Clause> add, Action<Clause> remove)
    {
        foreach (var clause in clauses)
        {
            add(clause);
            if (TryTable(table) is not { } refusal)
                continue;
            remove(clause);
            if (clause.Outcome is { } outcome)
                outcomes.Add(outcome.Keep($"SQLite refuses it: {refusal}"));
        }
    }

    // The insert is only prepared: it resolves what a default calls.
    private string? TryTable(TableDraft table)
    {
        var name = SqliteFile.Quote(table.Target);
        return Refusal($"DROP TABLE IF EXISTS {name}; {table.Sql()}") ?? Refusal($"EXPLAIN INSERT INTO {name} DEFAULT VALUES");
    }
}
