using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres.Schema;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate.Views;

/// <summary>Views, those they read first.</summary>
internal sealed class ViewTranslator(PostgresSchema schema, IReadOnlyList<TableDraft> drafts, SqliteNames names, TableTrial trial, TranslateOptions options, List<ObjectOutcome> outcomes)
{
    // Each view on a view nests SQLite's work as well.
    private const int DeepestChain = 50;

    private readonly TargetColumns _columns = new(schema);
    private readonly Dictionary<(string Schema, string Name), PgTable> _relations = schema.Tables.ToDictionary(table => (table.Schema, table.Name));
    private readonly Dictionary<uint, TableDraft> _drafts = drafts.ToDictionary(draft => draft.Source.Oid);
    private readonly HashSet<PgTable> _inherited = [.. schema.Tables.Where(table => !table.IsPartition).SelectMany(table => table.Parents)];
    private readonly Dictionary<uint, ViewSource?> _done = [];
    private readonly List<LateStatement> _made = [];
    private int _depth;

    public IReadOnlyList<LateStatement> All(Func<PgTable, string> naturalName)
    {
        foreach (var view in schema.Tables.Where(table => table.Kind == 'v'))
            Make(view, naturalName);
        return _made;
    }

    private ViewSource? Make(PgTable view, Func<PgTable, string> naturalName)
    {
        if (_done.TryGetValue(view.Oid, out var made))
            return made;
        _depth++;
        var differences = new List<string?>();
        try
        {
            if (!options.Includes(view))
                throw new UntranslatableException("left out by --only or --exclude");
            if (_depth > DeepestChain)
                throw new UntranslatableException("too many views are built on one another");
            var query = SelectParser.ParseQuery(view.Query ?? throw new UntranslatableException("its query cannot be read"));
            var source = new SelectTranslator(relation => Read(relation, naturalName), differences).Translate(query);
            RequireTypes(view, source);
            if (query is { Selects: [{ Distinct: false, From: [RelationNode], GroupBy.Count: 0, Limit: null }] })
                differences.Add("it can be read, not written");
            var natural = naturalName(view);
            var target = names.Take(natural);
            if (target != natural)
                differences.Add("its name is reserved or taken in SQLite");
            var name = SqliteFile.Quote(target);
            var sql = $"CREATE VIEW {name} AS\n{source.Sql}";
            if ((trial.Refusal(sql) ?? trial.Refusal($"EXPLAIN SELECT * FROM {name}")) is { } refusal)
            {
                trial.Refusal($"DROP VIEW IF EXISTS {name}");
                throw new UntranslatableException($"SQLite refuses it: {refusal}");
            }
            _made.Add(new LateStatement("view", target, sql));
            outcomes.Add(Outcomes.Made("view", view.Schema, null, view.Name, target, Outcomes.Join(differences)));
            made = source with { Sql = name };
        }
        catch (UntranslatableException refusal)
        {
            outcomes.Add(Outcomes.Kept("view", view.Schema, null, view.Name, refusal.Message));
        }
        _depth--;
        _done[view.Oid] = made;
        return made;
    }

    private ViewSource Read(RelationNode relation, Func<PgTable, string> naturalName)
    {
        var shown = relation.Schema == "public" ? relation.Name : $"{relation.Schema}.{relation.Name}";
        if (!_relations.TryGetValue((relation.Schema, relation.Name), out var table))
            throw new UntranslatableException($"it reads {shown}, which is not copied");
        if (table.Kind == 'v')
            return Make(table, naturalName) ?? throw new UntranslatableException($"it reads {shown}, which is not translated");
        if (!_drafts.TryGetValue(table.Oid, out var draft))
            throw new UntranslatableException($"it reads {shown}, which is not copied as a table");
        if (relation.Only == (table.Kind == 'p') && (relation.Only || _inherited.Contains(table)))
            throw new UntranslatableException(relation.Only ? $"it reads ONLY {shown}" : $"it reads the rows of tables that inherit from {shown} as well");
        return new ViewSource(SqliteFile.Quote(draft.Target), [.. draft.Columns.Select(column => new ViewColumn(column.Source.Name, column.Target, _columns.TypeOf(column)))]);
    }

    private static void RequireTypes(PgTable view, ViewSource source)
    {
        foreach (var (column, made) in view.Columns.Zip(source.Columns))
        {
            var wanted = ExprType.Of(column.Resolved.Base, byBytes: false, deterministic: true).Class;
            if (made.Type.Class != wanted && (made.Type.Class, wanted) is not (TypeClass.Unknown, TypeClass.Text))
                throw new UntranslatableException($"its column {column.Name} is converted to {column.Type}");
        }
    }
}
