namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>Translates an expression, or refuses with the reason: what comes out means in SQLite what it meant in PostgreSQL.</summary>
internal sealed class ExpressionTranslator
{
    private readonly Func<IReadOnlyList<string>, SqlPart?> _columns;
    private readonly Functions _functions;
    private readonly Comparison _comparison;

    /// <param name="columns">Finds a column by its path; null when there is none.</param>
    /// <param name="aggregates">Whether count, sum and the like may stand here.</param>
    public ExpressionTranslator(Func<IReadOnlyList<string>, SqlPart?> columns, bool aggregates = false)
    {
        _columns = columns;
        _comparison = new Comparison(Notes);
        _functions = new Functions(Notes, aggregates);
    }

    public Notes Notes { get; } = new();

    public SqlPart Translate(Node node) => node switch
    {
        ColumnNode column => _columns(column.Path) ?? throw new UntranslatableException($"it reads {string.Join('.', column.Path)}, which SQLite does not have"),
        TextNode text => SqlPart.Of(ExprType.Unknown, text.Text),
        NumberNode number => Number(number.Text),
        BooleanNode truth => SqlPart.Of(ExprType.Boolean, truth.Value ? "t" : "f"),
        NullNode => SqlPart.Null,
        CastNode cast => Casts.Of(Translate(cast.Operand), cast.Type),
        UnaryNode unary => Unary(unary),
        BinaryNode binary => Binary(binary),
        QuantifiedNode quantified => Quantified(quantified),
        IsNode test => Test(test),
        CaseNode choice => Case(choice),
        CallNode call => Call(call),
        CollateNode collate => Collated(collate),
        _ => throw new UntranslatableException("it builds an array"),
    };

    /// <summary>A condition: what is true in PostgreSQL, and nothing else, is true in SQLite.</summary>
    public string Condition(Node node) => Truth(Translate(node)).Text;

    private static SqlPart Number(string text) =>
        text.All(char.IsAsciiDigit) && long.TryParse(text, null, out _) ? SqlPart.Of(ExprType.Integer, text)
        : SqlPart.Of(new ExprType(TypeClass.Numeric, "numeric"), text);

    private static SqlPart Truth(SqlPart value) => value.Type.Class is TypeClass.Boolean || value.IsNull
        ? value with { Type = ExprType.Boolean }
        : throw new UntranslatableException($"it takes a {value.Type.Name} for a condition");

    private SqlPart Unary(UnaryNode node)
    {
        var operand = Translate(node.Operand);
        if (node.Operator == "NOT")
            return SqlPart.Truth($"(NOT {Truth(operand).Text})");
        if (node.Operator == "-" && operand.Constant is { } constant && operand.Type.Class is TypeClass.Integer or TypeClass.Numeric)
            return SqlPart.Of(operand.Type, constant.StartsWith('-') ? constant[1..] : "-" + constant);
        return node.Operator is "-" or "+" && operand.Type.Class == TypeClass.Integer
            ? new SqlPart($"({node.Operator} {operand.Text})", ExprType.Bigint)
            : throw new UntranslatableException($"it uses {node.Operator} on {operand.Type.Name}");
    }

    private SqlPart Binary(BinaryNode node)
    {
        if (node.Operator is "AND" or "OR")
            return SqlPart.Truth($"({Condition(node.Left)} {node.Operator} {Condition(node.Right)})");
        var (left, right) = (Translate(node.Left), Translate(node.Right));
        return node.Operator switch
        {
            "=" or "<>" or "<" or "<=" or ">" or ">=" => _comparison.Of(node.Operator, left, right),
            "+" or "-" or "*" or "/" or "%" => Arithmetic(node.Operator, left, right),
            "||" => Concatenation(left, right),
            "~~" or "!~~" or "~~*" or "!~~*" => Patterns.Like(node.Operator, left, right, Notes),
            _ => throw new UntranslatableException($"it uses the operator {node.Operator}"),
        };
    }

    private static SqlPart Arithmetic(string symbol, SqlPart left, SqlPart right) =>
        left.Type.Class == TypeClass.Integer && right.Type.Class == TypeClass.Integer
            ? new SqlPart($"({left.Text} {symbol} {right.Text})", ExprType.Bigint)
            : throw new UntranslatableException($"it calculates with {(left.Type.Class == TypeClass.Integer ? right : left).Type.Name}, which SQLite would do in another way");

    private static SqlPart Concatenation(SqlPart left, SqlPart right)
    {
        return new SqlPart($"({Part(left)} || {Part(right)})", (left.Type.Class == TypeClass.Text ? left : right).Type is { Class: TypeClass.Text } type ? type : ExprType.Text);

        static string Part(SqlPart part) => part.Type.Class switch
        {
            TypeClass.Text or TypeClass.Unknown => part.Text,
            TypeClass.Integer => Casts.ToText(part).Text,
            _ => throw new UntranslatableException($"it joins a {part.Type.Name} to a text"),
        };
    }

    private SqlPart Quantified(QuantifiedNode node)
    {
        if ((node.Operator, node.All) is not (("=", false) or ("<>", true)))
            throw new UntranslatableException($"it uses {node.Operator} {(node.All ? "ALL" : "ANY")}");
        var left = Translate(node.Left);
        var pairs = Elements.Of(node.Right).Select(element => (Left: left, Right: Translate(element))).ToArray();
        if (pairs.Length == 0)
            return SqlPart.Of(ExprType.Boolean, node.All ? "t" : "f");
        var equal = pairs.Select(pair => _comparison.Equality(pair.Left, pair.Right)).ToArray();
        if (equal.All(pair => pair is not null && pair.Value.Left == equal[0]!.Value.Left))
            return SqlPart.Truth($"({equal[0]!.Value.Left} {(node.All ? "NOT IN" : "IN")} ({string.Join(", ", equal.Select(pair => pair!.Value.Right))}))");
        return SqlPart.Truth($"({string.Join(node.All ? " AND " : " OR ", pairs.Select(pair => _comparison.Of(node.Operator, pair.Left, pair.Right).Text))})");
    }

    private SqlPart Test(IsNode node)
    {
        var operand = Translate(node.Operand);
        var not = node.Not ? "NOT " : "";
        if (node.What == "DISTINCT")
        {
            var pair = _comparison.Equality(operand, Translate(node.Other!)) ?? throw new UntranslatableException("it compares a numeric with a whole number");
            return SqlPart.Truth($"({pair.Left} {(node.Not ? "IS" : "IS NOT")} {pair.Right})");
        }
        if (node.What is "TRUE" or "FALSE")
            return SqlPart.Truth($"({Truth(operand).Text} IS {not}{node.What})");
        if (operand.Type.Class == TypeClass.Composite)
            throw new UntranslatableException("it asks whether a composite value is NULL");
        if (operand.Type.Class is TypeClass.Real4 or TypeClass.Real8)
            Notes.Differs("NaN is stored as NULL");
        return SqlPart.Truth($"({operand.Text} IS {not}NULL)");
    }

    private SqlPart Case(CaseNode node)
    {
        var subject = node.Subject is null ? null : Translate(node.Subject);
        var whens = node.Arms.Select(arm => subject is null ? Condition(arm.When) : _comparison.Of("=", subject, Translate(arm.When)).Text).ToArray();
        var results = Functions.OneType([.. node.Arms.Select(arm => Translate(arm.Then)), .. node.Else is null ? [] : new[] { Translate(node.Else) }]);
        var arms = whens.Select((when, i) => $"WHEN {when} THEN {results[i].Text}");
        return new SqlPart($"CASE {string.Join(' ', arms)}{(node.Else is null ? "" : $" ELSE {results[^1].Text}")} END", results[0].Type);
    }

    private SqlPart Call(CallNode call)
    {
        var filter = call.Filter is null ? null : Condition(call.Filter);
        return _functions.Of(call, [.. call.Arguments.Select(Translate)], filter, _comparison);
    }

    private SqlPart Collated(CollateNode node)
    {
        var operand = Translate(node.Operand);
        var byBytes = node.Collation is "C" or "POSIX" or "ucs_basic";
        return operand with { Type = operand.Type with { ByBytes = byBytes, Deterministic = byBytes && operand.Type.Class != TypeClass.Citext } };
    }
}
