using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate.Views;

/// <summary>What stands after FROM.</summary>
internal abstract record FromNode;

/// <param name="Alias">What its columns are called by.</param>
internal sealed record RelationNode(string Schema, string Name, string Alias, bool Only) : FromNode;

internal sealed record SubselectNode(QueryNode Query, string Alias) : FromNode;

/// <param name="Kind">JOIN, LEFT JOIN, RIGHT JOIN, FULL JOIN or CROSS JOIN.</param>
internal sealed record JoinNode(string Kind, FromNode Left, FromNode Right, Node? On) : FromNode;

internal sealed record OutputNode(Node Value, string Name);

/// <param name="NullsFirst">As PostgreSQL does it when nothing is said: first when descending.</param>
internal sealed record OrderNode(Node Value, bool Descending, bool NullsFirst);

internal sealed record SelectNode(
    bool Distinct, IReadOnlyList<OutputNode> Outputs, IReadOnlyList<FromNode> From, Node? Where, IReadOnlyList<Node> GroupBy, Node? Having, IReadOnlyList<OrderNode> OrderBy,
    long? Limit, long? Offset);

/// <param name="All">UNION ALL; otherwise equal rows become one.</param>
internal sealed record QueryNode(IReadOnlyList<SelectNode> Selects, bool All);
