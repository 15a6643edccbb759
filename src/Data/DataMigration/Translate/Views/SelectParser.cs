using System.Globalization;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate.Views;

/// <summary>Parses the queries of views as pg_get_viewdef writes them. What it does not know it refuses.</summary>
internal sealed class SelectParser(string sql) : ExpressionParser(sql)
{
    private static readonly string[] AfterFrom =
        ["JOIN", "LEFT", "RIGHT", "FULL", "CROSS", "INNER", "NATURAL", "ON", "USING", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "UNION", "EXCEPT", "INTERSECT", "WINDOW", "FOR", "FETCH", "TABLESAMPLE"];

    /// <summary>Parses a text that is one query.</summary>
    public static QueryNode ParseQuery(string sql)
    {
        var parser = new SelectParser(sql);
        var query = parser.Query();
        parser.TryMark(";");
        return parser.Next.Kind == TokenKind.End ? query : throw parser.Unexpected();
    }

    private QueryNode Query()
    {
        var selects = new List<SelectNode> { Select() };
        bool? all = null;
        while (TryWord("UNION"))
        {
            var every = TryWord("ALL");
            if (all is not null && all != every)
                throw new UntranslatableException("it mixes UNION and UNION ALL");
            all = every;
            selects.Add(Select());
        }
        if (selects.Count > 1 && selects.Exists(select => select.OrderBy.Count > 0 || select.Limit is not null || select.Offset is not null))
            throw new UntranslatableException("it orders or limits a UNION");
        return new QueryNode(selects, all ?? true);
    }

    private SelectNode Select()
    {
        if (!TryWord("SELECT"))
            throw new UntranslatableException($"it uses {Next.Value}");
        var distinct = TryWord("DISTINCT");
        if (Next.IsWord("ON"))
            throw new UntranslatableException("it uses DISTINCT ON");
        var outputs = ListOf(Output);
        var from = TryWord("FROM") ? ListOf(() => Nested(From)) : [];
        var where = TryWord("WHERE") ? Expression() : null;
        var groups = TryWords("GROUP", "BY") ? ListOf(Group) : [];
        var having = TryWord("HAVING") ? Expression() : null;
        var order = TryWords("ORDER", "BY") ? ListOf(Order) : [];
        long? limit = null, offset = null;
        while (Next.IsWord("LIMIT") || Next.IsWord("OFFSET"))
        {
            if (Take().IsWord("LIMIT"))
                limit = Number();
            else
                offset = Number();
        }
        return new SelectNode(distinct, outputs, from, where, groups, having, order, limit, offset);
    }

    private OutputNode Output()
    {
        var value = Expression();
        if (TryWord("AS"))
            return new OutputNode(value, TakeName());
        return value is ColumnNode column ? new OutputNode(value, column.Path[^1]) : throw Unexpected();
    }

    private Node Group()
    {
        if (Next.IsWord("ROLLUP") || Next.IsWord("CUBE") || Next.IsWord("GROUPING") || Next.IsMark("("))
            return Next.IsMark("(") && !After(1).IsMark(")") ? Expression() : throw new UntranslatableException("it groups by several sets");
        return Named(Expression());
    }

    private OrderNode Order()
    {
        var value = Named(Expression());
        var descending = TryWord("DESC");
        if (Next.IsWord("USING"))
            throw new UntranslatableException("it orders by an operator of its own");
        var first = TryWords("NULLS", "FIRST") || (!TryWords("NULLS", "LAST") && descending);
        return new OrderNode(value, descending, first);
    }

    // A number means the output of that place.
    private static Node Named(Node value) => value is NumberNode ? throw new UntranslatableException("it names an output by its number") : value;

    private long Number() =>
        Take() is { Kind: TokenKind.Number } token && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
            ? number : throw new UntranslatableException("it computes how many rows it gives");

    private FromNode From()
    {
        var left = Item();
        while (JoinKind() is { } kind)
        {
            var right = Nested(Item);
            var on = TryWord("ON") ? Expression() : null;
            if (Next.IsWord("USING"))
                throw new UntranslatableException("it joins with USING");
            if (on is null && kind != "CROSS JOIN")
                throw Unexpected();
            left = new JoinNode(kind, left, right, on);
        }
        return left;
    }

    private string? JoinKind()
    {
        if (TryWord("JOIN") || TryWords("INNER", "JOIN"))
            return "JOIN";
        foreach (var side in new[] { "LEFT", "RIGHT", "FULL" })
        {
            if (TryWords(side, "JOIN") || TryWords(side, "OUTER", "JOIN"))
                return side + " JOIN";
        }
        return TryWords("CROSS", "JOIN") ? "CROSS JOIN" : null;
    }

    private FromNode Item()
    {
        if (Next.IsWord("LATERAL") || Next.IsWord("ROWS"))
            throw new UntranslatableException($"it uses {Next.Value} in FROM");
        if (TryMark("("))
        {
            var isQuery = Next.IsWord("SELECT") || Next.IsWord("WITH") || Next.IsWord("VALUES");
            var query = isQuery ? Query() : null;
            var from = isQuery ? null : Nested(From);
            Expect(")");
            var alias = Alias();
            if (query is not null)
                return new SubselectNode(query, alias ?? throw Unexpected());
            return alias is null ? from! : throw new UntranslatableException("it names a join");
        }
        var only = TryWord("ONLY");
        var path = Name().Split('.');
        if (path.Length != 2 || Next.IsMark("("))
            throw new UntranslatableException($"it reads {string.Join('.', path)}, which is no table");
        return new RelationNode(path[0], path[1], Alias() ?? path[1], only);
    }

    private string? Alias()
    {
        TryWord("AS");
        var named = Next.Kind == TokenKind.Quoted || (Next.Kind == TokenKind.Word && !AfterFrom.Any(Next.IsWord));
        var alias = named ? TakeName() : null;
        return alias is not null && Next.IsMark("(") ? throw new UntranslatableException("it renames the columns of what it reads") : alias;
    }
}
