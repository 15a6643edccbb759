namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <summary>A relation that has columns, as the source's catalogue describes it.</summary>
internal sealed class PgTable
{
    public required uint Oid { get; init; }
    public required string Schema { get; init; }
    public required string Name { get; init; }

    /// <summary>Of pg_class: r table, p partitioned table, m materialised view, f foreign table, v view.</summary>
    public required char Kind { get; init; }

    /// <summary>A partition of another table, at whatever depth.</summary>
    public required bool IsPartition { get; init; }

    /// <summary>Kept out of the write-ahead log (UNLOGGED): a crash of PostgreSQL empties it.</summary>
    public required bool Unlogged { get; init; }

    /// <summary>By PostgreSQL's statistics, at least 0; the sum of the leaves for a partitioned table.</summary>
    public long EstimatedRows { get; set; }

    /// <summary>Bytes with TOAST, without indexes; the sum of the leaves for a partitioned table.</summary>
    public long Bytes { get; set; }

    public required long Pages { get; init; }

    /// <summary>Tables that it inherits from, or the one it is a partition of.</summary>
    public List<PgTable> Parents { get; } = [];

    /// <summary>Of a partitioned table: every leaf that holds rows, ordered by schema and name.</summary>
    public List<PgTable> Leaves { get; } = [];

    public List<PgColumn> Columns { get; } = [];
    public List<PgConstraint> Constraints { get; } = [];
    public List<PgIndex> Indexes { get; } = [];

    /// <summary>The query of a view or materialised view.</summary>
    public string? Query { get; init; }

    /// <summary>The table that holds the rows of this partition in the target; itself when it is no partition.</summary>
    public PgTable Root => IsPartition && Parents.Count > 0 ? Parents[0].Root : this;

    public string ShownName => Schema == "public" ? Name : $"{Schema}.{Name}";
}

internal sealed record PgColumn
{
    /// <summary>attnum.</summary>
    public required short Number { get; init; }
    public required string Name { get; init; }

    /// <summary>As format_type writes it with nothing in the search path.</summary>
    public required string Type { get; init; }

    public required PgType Resolved { get; init; }

    /// <summary>By its own constraint or by its domain's.</summary>
    public required bool NotNull { get; init; }

    /// <summary>The default, or the expression of a generated column.</summary>
    public required string? Expression { get; init; }

    /// <summary>a always, d by default, or a blank.</summary>
    public required char Identity { get; init; }

    /// <summary>s stored, v virtual, or a blank.</summary>
    public required char Generated { get; init; }

    /// <summary>The name of a collation other than the type's own, null when there is none.</summary>
    public required string? Collation { get; init; }

    /// <summary>False when texts of different bytes can be equal.</summary>
    public required bool Deterministic { get; init; }

    /// <summary>The sequence that its default or identity draws from.</summary>
    public PgSequence? Sequence { get; set; }

    public string? Default => Generated == ' ' ? Expression : null;
}
