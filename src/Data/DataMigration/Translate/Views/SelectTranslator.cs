using System.Globalization;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate.Views;

/// <summary>A query in SQLite's words; throws <see cref="UntranslatableException"/> when it would give other rows.</summary>
/// <param name="relations">Finds what a name means; throws when it is not in the file.</param>
/// <param name="differences">Takes what is not quite the same.</param>
internal sealed class SelectTranslator(Func<RelationNode, ViewSource> relations, List<string?> differences)
{
    private const string NoNaN = "NaN is stored as NULL";

    public ViewSource Translate(QueryNode query)
    {
        var arms = query.Selects.Select(select => Select(select, distinct: select.Distinct || !query.All)).ToArray();
        foreach (var arm in arms.Skip(1))
        {
            if (!arm.Columns.Select(column => column.Type.Class).SequenceEqual(arms[0].Columns.Select(column => column.Type.Class)))
                throw new UntranslatableException("the parts of its UNION are of different types");
        }
        return arms[0] with { Sql = string.Join(query.All ? "\nUNION ALL\n" : "\nUNION\n", arms.Select(arm => arm.Sql)) };
    }

    private ViewSource Select(SelectNode select, bool distinct)
    {
        var scope = new Scope();
        var from = select.From.Select(item => From(item, scope)).ToArray();
        var conditions = new ExpressionTranslator(path => Compared(scope.Find(path)));
        var values = new ExpressionTranslator(path => Compared(scope.Find(path)), aggregates: true);
        var names = new SqliteNames(select.Outputs.Select(output => output.Name));
        var outputs = select.Outputs.Select(output => (Part: Output(output.Value, scope, values), output.Name, Target: names.Take(output.Name))).ToArray();
        if (distinct)
            outputs.ToList().ForEach(output => RequireGroupable(output.Part));
        var sql = $"SELECT {(select.Distinct ? "DISTINCT " : "")}{string.Join(", ", outputs.Select(output => $"{output.Part.Text} AS {SqliteFile.Quote(output.Target)}"))}";
        if (from.Length > 0)
            sql += $"\nFROM {string.Join(", ", from)}";
        if (select.Where is not null)
            sql += $"\nWHERE {conditions.Condition(select.Where)}";
        if (select.GroupBy.Count > 0)
            sql += $"\nGROUP BY {string.Join(", ", select.GroupBy.Select(node => RequireGroupable(values.Translate(node)).Text))}";
        if (select.Having is not null)
            sql += $"\nHAVING {values.Condition(select.Having)}";
        var limited = select.Limit is not null || select.Offset is not null;
        if (select.OrderBy.Count > 0)
            sql += $"\nORDER BY {string.Join(", ", select.OrderBy.Select(order => Order(order, values.Translate(order.Value), limited)))}";
        if (limited)
            sql += string.Create(CultureInfo.InvariantCulture, $"\nLIMIT {select.Limit ?? -1}{(select.Offset is { } offset ? $" OFFSET {offset}" : "")}");
        Note(conditions.Notes);
        Note(values.Notes);
        return new ViewSource(sql, [.. outputs.Select(output => new ViewColumn(output.Name, output.Target, output.Part.Type))]);
    }

    private string From(FromNode node, Scope scope)
    {
        switch (node)
        {
            case RelationNode relation:
                var read = relations(relation);
                scope.Add(relation.Alias, read);
                return $"{read.Sql} AS {SqliteFile.Quote(relation.Alias)}";
            case SubselectNode sub:
                var inner = Translate(sub.Query);
                scope.Add(sub.Alias, inner);
                return $"({inner.Sql}) AS {SqliteFile.Quote(sub.Alias)}";
            case JoinNode join:
                var left = From(join.Left, scope);
                var right = From(join.Right, scope);
                var on = "";
                if (join.On is not null)
                {
                    var translator = new ExpressionTranslator(path => Compared(scope.Find(path)));
                    on = $" ON {translator.Condition(join.On)}";
                    Note(translator.Notes);
                }
                return $"{left}\n  {join.Kind} {(join.Right is JoinNode ? $"({right})" : right)}{on}";
            default:
                throw new UntranslatableException("it reads what is no table");
        }
    }

    // A column as it is compares nothing.
    private static SqlPart Output(Node value, Scope scope, ExpressionTranslator values) =>
        Whole((value is ColumnNode column ? scope.Find(column.Path) : null) ?? values.Translate(value));

    // What a query gives must be in the form that tables store, or nothing could be built on it.
    private static SqlPart Whole(SqlPart part) => part.Stored && !(part.IsNull && part.Type.Class == TypeClass.Unknown) ? part
        : throw new UntranslatableException($"it gives a {part.Type.Name} in a form that is not the stored one");

    private SqlPart? Compared(SqlPart? column)
    {
        if (column?.Type.Class is TypeClass.Real4 or TypeClass.Real8)
            differences.Add(NoNaN);
        return column;
    }

    private static SqlPart RequireGroupable(SqlPart part) =>
        part.Stored && part.Type.Deterministic && part.Constant is null && part.Type.Class is TypeClass.Integer or TypeClass.Boolean or TypeClass.Numeric or TypeClass.Text or TypeClass.Enum or TypeClass.Date
            or TypeClass.Time or TypeClass.Timestamp or TypeClass.TimestampTz or TypeClass.Uuid or TypeClass.Bytea
            ? part : throw new UntranslatableException($"it groups values of type {part.Type.Name}, of which equal ones can be stored differently");

    private string Order(OrderNode order, SqlPart part, bool limited)
    {
        var direction = $"{(order.Descending ? " DESC" : "")} NULLS {(order.NullsFirst ? "FIRST" : "LAST")}";
        switch (part.Type.Class)
        {
            case TypeClass.Text when !part.Type.ByBytes && limited:
                throw new UntranslatableException("which rows it gives depends on the order of texts by the rules of a language");
            case TypeClass.Text when !part.Type.ByBytes:
                differences.Add("texts are ordered by bytes, not by the rules of a language");
                break;
            case TypeClass.Numeric when part is { Stored: true, Type.Digits: > 0 and <= 15 }:
                return $"{part.Text} = 'NaN'{direction}, CAST({part.Text} AS REAL){direction}";
            case TypeClass.Date or TypeClass.Timestamp or TypeClass.TimestampTz:
                differences.Add("dates are right from the year 1 to 9999");
                break;
            case TypeClass.Integer or TypeClass.Boolean or TypeClass.Text or TypeClass.Time or TypeClass.Uuid or TypeClass.Bytea when part.Constant is null:
                break;
            default:
                throw new UntranslatableException($"it orders by {part.Type.Name}");
        }
        return part.Text + direction;
    }

    private void Note(Notes notes)
    {
        differences.AddRange(notes.Differences);
        if (notes.Dates.Count > 0)
            differences.Add("dates are right from the year 1 to 9999");
    }
}
