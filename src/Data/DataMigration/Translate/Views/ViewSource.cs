using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate.Views;

/// <param name="Source">Name in PostgreSQL.</param>
/// <param name="Target">Name in SQLite.</param>
internal sealed record ViewColumn(string Source, string Target, ExprType Type);

/// <summary>Something that a query reads: a table, another view or a subselect.</summary>
/// <param name="Sql">As it stands after FROM, without its alias.</param>
internal sealed record ViewSource(string Sql, IReadOnlyList<ViewColumn> Columns);

/// <summary>What stands after FROM of one SELECT, by alias.</summary>
internal sealed class Scope
{
    private readonly List<(string Alias, ViewSource Source)> _sources = [];

    public void Add(string alias, ViewSource source)
    {
        if (_sources.Exists(other => SqliteNames.Fold(other.Alias) == SqliteNames.Fold(alias)))
            throw new UntranslatableException($"SQLite does not tell {alias} from another name");
        _sources.Add((alias, source));
    }

    public SqlPart? Find(IReadOnlyList<string> path)
    {
        var found = _sources.Where(source => path.Count == 1 || (path.Count == 2 && source.Alias == path[0]))
            .SelectMany(source => source.Source.Columns.Where(column => column.Source == path[^1]).Select(column => (source.Alias, Column: column)))
            .ToArray();
        return found is [var only] ? new SqlPart($"{SqliteFile.Quote(only.Alias)}.{SqliteFile.Quote(only.Column.Target)}", only.Column.Type) : null;
    }
}
