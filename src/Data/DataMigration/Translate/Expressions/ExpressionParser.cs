namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Parses expressions with PostgreSQL's precedence.</summary>
internal class ExpressionParser(string sql) : TokenReader(Tokenizer.Read(sql))
{
    private const int Or = 1, And = 2, Not = 3, Is = 4, Comparison = 5, Pattern = 6, Other = 7, Sum = 8, Product = 9, Power = 10, Zone = 11, Collate = 12, Sign = 13;

    private static readonly HashSet<string> ValueFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE",
        "CURRENT_CATALOG", "CURRENT_SCHEMA", "USER",
    };

    /// <summary>Parses a text that is one expression.</summary>
    public static Node Parse(string sql)
    {
        var parser = new ExpressionParser(sql);
        var node = parser.Expression();
        return parser.Next.Kind == TokenKind.End ? node : throw parser.Unexpected();
    }

    protected Node Expression() => Nested(() => Operation(Or));

    private Node Operation(int lowest)
    {
        var left = Prefix();
        while (true)
        {
            var (precedence, symbol) = Infix();
            if (precedence < lowest)
                return left;
            left = precedence switch
            {
                Is => IsTest(left),
                Zone => AtTimeZone(left),
                Collate => Collated(left),
                _ => Binary(left, precedence, symbol),
            };
        }
    }

    private (int Precedence, string Symbol) Infix()
    {
        if (Next.Kind == TokenKind.Operator)
        {
            return (Next.Value switch
            {
                "<" or ">" or "=" or "<=" or ">=" or "<>" or "!=" => Comparison,
                "+" or "-" => Sum,
                "*" or "/" or "%" => Product,
                "^" => Power,
                _ => Other,
            }, Next.Value);
        }
        if (Next.Kind != TokenKind.Word)
            return (0, "");
        return Next.Value.ToUpperInvariant() switch
        {
            "OR" => (Or, "OR"),
            "AND" => (And, "AND"),
            "IS" => (Is, ""),
            "COLLATE" => (Collate, ""),
            "AT" when After(1).IsWord("TIME") => (Zone, ""),
            "OPERATOR" when After(1).IsMark("(") => (Other, ""),
            "IN" or "LIKE" or "ILIKE" or "BETWEEN" or "SIMILAR" or "NOT" => (Pattern, "?"),
            _ => (0, ""),
        };
    }

    private Node Binary(Node left, int precedence, string symbol)
    {
        if (symbol == "?")
            throw Unexpected();
        symbol = symbol.Length == 0 ? NamedOperator() : Take().Value.ToUpperInvariant();
        symbol = symbol == "!=" ? "<>" : symbol;
        if (Next.IsWord("ANY") || Next.IsWord("ALL"))
        {
            var all = Take().IsWord("ALL");
            Expect("(");
            var right = SubqueryOr(Expression);
            Expect(")");
            return new QuantifiedNode(symbol, all, left, right);
        }
        return new BinaryNode(symbol, left, Nested(() => Operation(precedence + 1)));
    }

    // OPERATOR(schema.+): how an operator outside of pg_catalog is written.
    private string NamedOperator()
    {
        Take();
        Expect("(");
        var schema = TakeName();
        Expect(".");
        var symbol = Take().Value;
        Expect(")");
        return schema == "pg_catalog" ? symbol : throw new UntranslatableException($"it uses the operator {symbol} of {schema}");
    }

    private IsNode IsTest(Node operand)
    {
        Take();
        var not = TryWord("NOT");
        if (TryWords("DISTINCT", "FROM"))
            return new IsNode(operand, "DISTINCT", not, Operation(Comparison));
        var what = Take().Value.ToUpperInvariant();
        return what is "NULL" or "TRUE" or "FALSE" or "UNKNOWN" ? new IsNode(operand, what, not) : throw new UntranslatableException($"it uses IS {what}");
    }

    private CallNode AtTimeZone(Node operand)
    {
        if (!TryWords("AT", "TIME", "ZONE"))
            throw Unexpected();
        return new CallNode("timezone", [Operation(Collate), operand]);
    }

    private CollateNode Collated(Node operand)
    {
        Take();
        return new CollateNode(operand, Name().Split('.')[^1]);
    }

    private Node Prefix()
    {
        if (TryWord("NOT"))
            return new UnaryNode("NOT", Nested(() => Operation(Not)));
        if (Next.Kind == TokenKind.Operator)
        {
            var symbol = Take().Value;
            return new UnaryNode(symbol, Nested(() => Operation(symbol is "+" or "-" ? Sign : Other)));
        }
        var node = Primary();
        while (true)
        {
            if (TryMark("::"))
                node = new CastNode(node, Type());
            else if (Next.IsMark("["))
                throw new UntranslatableException("it takes an element of an array");
            else if (Next.IsMark("."))
                throw new UntranslatableException("it takes a field of a composite value");
            else
                return node;
        }
    }

    private Node Primary()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Text:
                Take();
                return new TextNode(token.Value);
            case TokenKind.Number:
                Take();
                return new NumberNode(token.Value);
            case TokenKind.Mark when TryMark("("):
                var inner = SubqueryOr(Expression);
                if (Next.IsMark(","))
                    throw new UntranslatableException("it uses a row of values");
                Expect(")");
                return inner;
            case TokenKind.Quoted:
                return NameOrCall();
            case TokenKind.Word:
                return Keyword() ?? NameOrCall();
            default:
                throw Unexpected();
        }
    }

    private Node? Keyword()
    {
        if (TryWord("TRUE"))
            return new BooleanNode(true);
        if (TryWord("FALSE"))
            return new BooleanNode(false);
        if (TryWord("NULL"))
            return new NullNode();
        if (TryWord("CASE"))
            return Case();
        if (Next.IsWord("ARRAY") && After(1).IsMark("["))
            return Array();
        if (Next.IsWord("EXISTS") || (Next.IsWord("ARRAY") && After(1).IsMark("(")))
            throw new UntranslatableException("it holds a subquery");
        if (Next.IsWord("ROW") && After(1).IsMark("("))
            throw new UntranslatableException("it uses a row of values");
        if (ValueFunctions.Contains(Next.Value))
        {
            var name = Take().Value.ToUpperInvariant();
            IReadOnlyList<Node> arguments = TryMark("(") ? [Expression()] : [];
            if (arguments.Count > 0)
                Expect(")");
            return new CallNode(name, arguments);
        }
        return null;
    }

    private CaseNode Case()
    {
        var subject = Next.IsWord("WHEN") ? null : Expression();
        var arms = new List<(Node, Node)>();
        while (TryWord("WHEN"))
        {
            var when = Expression();
            ExpectWord("THEN");
            arms.Add((when, Expression()));
        }
        var otherwise = TryWord("ELSE") ? Expression() : null;
        ExpectWord("END");
        return new CaseNode(subject, arms, otherwise);
    }

    private ArrayNode Array()
    {
        Take();
        Expect("[");
        IReadOnlyList<Node> items = Next.IsMark("]") ? [] : ListOf(Expression);
        Expect("]");
        return new ArrayNode(items);
    }

    private Node SubqueryOr(Func<Node> read) =>
        Next.IsWord("SELECT") || Next.IsWord("WITH") || Next.IsWord("VALUES") ? throw new UntranslatableException("it holds a subquery") : read();

    private Node NameOrCall()
    {
        List<string> path = [TakeName()];
        while (Next.IsMark(".") && After(1).Kind is TokenKind.Word or TokenKind.Quoted)
        {
            Take();
            path.Add(TakeName());
        }
        if (!Next.IsMark("("))
            return new ColumnNode(path);
        if (path is ["pg_catalog", ..])
            path.RemoveAt(0);
        return new CallParser(this).Read(string.Join('.', path));
    }

    /// <summary>A name with dots, unquoted.</summary>
    protected string Name()
    {
        var name = TakeName();
        while (TryMark("."))
            name += "." + TakeName();
        return name;
    }

    private TypeName Type()
    {
        var name = Name();
        // The types of several words.
        if (name is "double" && TryWord("precision"))
            name = "double precision";
        else if (name is "character" or "bit" && TryWord("varying"))
            name += " varying";
        var modified = false;
        if (Next.IsMark("("))
        {
            modified = true;
            while (!Take().IsMark(")"))
                continue;
        }
        if (name is "timestamp" or "time" && (TryWords("with", "time", "zone") || TryWords("without", "time", "zone")))
            name = After(-3).IsWord("with") ? name + "tz" : name;
        var isArray = false;
        while (TryMark("["))
        {
            isArray = true;
            Expect("]");
        }
        return new TypeName(name.StartsWith("pg_catalog.", StringComparison.Ordinal) ? name[11..] : name, modified, isArray);
    }

    /// <summary>Reads a call from its opening parenthesis on, the SQL standard's own notations included.</summary>
    private sealed class CallParser(ExpressionParser parser)
    {
        public CallNode Read(string name)
        {
            parser.Expect("(");
            if (parser.TryMark(")"))
                return Finish(new CallNode(name, []));
            if (parser.Next is { Kind: TokenKind.Operator, Value: "*" })
            {
                parser.Take();
                parser.Expect(")");
                return Finish(new CallNode(name, [], Star: true));
            }
            if (name is "TRIM" or "trim")
                return Trim();
            var distinct = parser.TryWord("DISTINCT");
            var arguments = parser.ListOf(parser.Expression);
            if (name is "SUBSTRING" or "substring" && parser.TryWord("FROM"))
            {
                arguments.Add(parser.Expression());
                if (parser.TryWord("FOR"))
                    arguments.Add(parser.Expression());
            }
            if (!parser.TryMark(")"))
                throw new UntranslatableException($"it calls {name}() in a way that is not translated");
            return Finish(new CallNode(name.Equals("SUBSTRING", StringComparison.Ordinal) ? "substring" : name, arguments, Distinct: distinct));
        }

        private CallNode Trim()
        {
            var name = parser.TryWord("LEADING") ? "ltrim" : parser.TryWord("TRAILING") ? "rtrim" : "btrim";
            parser.TryWord("BOTH");
            var arguments = new List<Node>();
            if (!parser.Next.IsWord("FROM"))
                arguments.Add(parser.Expression());
            if (parser.TryWord("FROM"))
                arguments.Insert(0, parser.Expression());
            parser.Expect(")");
            return new CallNode(name, arguments);
        }

        private CallNode Finish(CallNode call)
        {
            if (parser.Next.IsWord("OVER") || parser.Next.IsWord("WITHIN"))
                throw new UntranslatableException($"it uses {call.Name}() as a window function or over an order");
            if (!parser.TryWord("FILTER"))
                return call;
            parser.Expect("(");
            parser.ExpectWord("WHERE");
            var filter = parser.Expression();
            parser.Expect(")");
            return call with { Filter = filter };
        }
    }
}
