namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <param name="Column">attnum; 0 for an expression.</param>
/// <param name="Expression">null for a column.</param>
/// <param name="OperatorClass">Null for an included column.</param>
/// <param name="Collation">Other than the column's own; null otherwise.</param>
internal sealed record PgIndexColumn(short Column, string? Expression, bool Descending, bool NullsFirst, string? OperatorClass, bool DefaultOperatorClass, string? Collation);

internal sealed class PgIndex
{
    public required uint Oid { get; init; }
    public required string Name { get; init; }

    /// <summary>btree, hash, gin, gist, spgist, brin, or an extension's.</summary>
    public required string Method { get; init; }
    public required bool Unique { get; init; }
    public required bool Primary { get; init; }
    public required bool Valid { get; init; }
    public required bool NullsNotDistinct { get; init; }

    /// <summary>Part of an index of the partitioned table above.</summary>
    public required bool Inherited { get; init; }

    public required string? Predicate { get; init; }

    /// <summary>The constraint that it serves (primary, unique, exclusion).</summary>
    public required string? Constraint { get; init; }

    /// <summary>How many of <see cref="Columns"/> are the key; the others are included.</summary>
    public required int KeyColumns { get; init; }

    public List<PgIndexColumn> Columns { get; } = [];
}
