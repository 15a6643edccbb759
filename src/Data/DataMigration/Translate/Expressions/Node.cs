namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>A part of an expression as PostgreSQL wrote it.</summary>
internal abstract record Node;

/// <param name="Path">column, or relation and column.</param>
internal sealed record ColumnNode(IReadOnlyList<string> Path) : Node;

internal sealed record TextNode(string Text) : Node;

internal sealed record NumberNode(string Text) : Node;

internal sealed record BooleanNode(bool Value) : Node;

internal sealed record NullNode : Node;

internal sealed record CastNode(Node Operand, TypeName Type) : Node;

internal sealed record UnaryNode(string Operator, Node Operand) : Node;

internal sealed record BinaryNode(string Operator, Node Left, Node Right) : Node;

/// <summary><c>left operator ANY (right)</c>, or ALL.</summary>
internal sealed record QuantifiedNode(string Operator, bool All, Node Left, Node Right) : Node;

/// <param name="What">NULL, TRUE, FALSE, UNKNOWN or DISTINCT.</param>
/// <param name="Other">What follows DISTINCT FROM.</param>
internal sealed record IsNode(Node Operand, string What, bool Not, Node? Other = null) : Node;

internal sealed record CaseNode(Node? Subject, IReadOnlyList<(Node When, Node Then)> Arms, Node? Else) : Node;

internal sealed record ArrayNode(IReadOnlyList<Node> Items) : Node;

/// <param name="Name">Without <c>pg_catalog</c>; with its schema when it is another one.</param>
/// <param name="Star">count(*).</param>
internal sealed record CallNode(string Name, IReadOnlyList<Node> Arguments, bool Star = false, bool Distinct = false, Node? Filter = null) : Node;

internal sealed record CollateNode(Node Operand, string Collation) : Node;

/// <summary>A type as format_type writes it.</summary>
/// <param name="Name">With its schema unless that is pg_catalog; without modifiers.</param>
/// <param name="Modified">It has a length or a precision.</param>
internal sealed record TypeName(string Name, bool Modified, bool IsArray);
