namespace AdminApp.Data.DataMigration.Postgres.Schema;

internal sealed record PgConstraint
{
    public required string Name { get; init; }

    /// <summary>Of pg_constraint: p primary, u unique, c check, f foreign, x exclusion, n not null, t trigger.</summary>
    public required char Kind { get; init; }

    /// <summary>Columns of its own table, in its order; a check may name none.</summary>
    public required IReadOnlyList<short> Columns { get; init; }

    public required bool Deferrable { get; init; }
    public required bool InitiallyDeferred { get; init; }

    /// <summary>False after NOT VALID: old rows may break it.</summary>
    public required bool Validated { get; init; }

    /// <summary>False after NOT ENFORCED (PostgreSQL 18).</summary>
    public required bool Enforced { get; init; }

    /// <summary>A key or foreign key over a period (WITHOUT OVERLAPS, PERIOD).</summary>
    public required bool Period { get; init; }

    /// <summary>Came with the partitioned table above or with the table it refers to.</summary>
    public required bool Inherited { get; init; }

    /// <summary>A CHECK that tables inheriting from this one do not get.</summary>
    public required bool NoInherit { get; init; }

    /// <summary>The expression of a check.</summary>
    public required string? Expression { get; init; }

    public required uint Index { get; init; }

    public required uint ForeignTable { get; init; }
    public required IReadOnlyList<short> ForeignColumns { get; init; }

    /// <summary>a no action, r restrict, c cascade, n set null, d set default.</summary>
    public required char OnUpdate { get; init; }
    public required char OnDelete { get; init; }

    /// <summary>s simple, f full.</summary>
    public required char Match { get; init; }

    /// <summary>The columns that SET NULL or SET DEFAULT names; empty means all.</summary>
    public required IReadOnlyList<short> DeleteSetColumns { get; init; }
}
