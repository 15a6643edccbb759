using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>Rows that are read as one piece: an ordinary table, or one leaf of a partitioned table.</summary>
/// <param name="Pages">relpages of pg_class times 1, at least 0; an estimate that bounds nothing (read the real size before splitting).</param>
/// <param name="Filter">SQL condition over the part's columns that its rows must meet; null for all of them.</param>
internal sealed record SourcePart(string Schema, string Name, long Pages, string? Filter = null)
{
    /// <summary>The table as it stands after FROM and in LOCK TABLE: its own rows only.</summary>
    public string From => $"ONLY {SourceTable.Quote(Schema)}.{SourceTable.Quote(Name)}";

    /// <summary>What stands after FROM where rows are read. The planner sees through it, so that ranges of ctid stay ranges.</summary>
    public string Rows => Filter is null ? From : $"(SELECT *, ctid FROM {From} WHERE {Filter}) AS part";
}

/// <summary>One table of the source and its table in the target.</summary>
internal sealed record MappedTable
{
    /// <summary>From 1, in the order of copying; <c>_pg_table.id</c>.</summary>
    public required int Id { get; init; }

    public required string Schema { get; init; }

    /// <summary>Name in PostgreSQL, unquoted.</summary>
    public required string Source { get; init; }

    /// <summary>Name in SQLite, unquoted.</summary>
    public required string Target { get; init; }

    /// <summary>What is read, in this order. One for an ordinary table; all leaves of a partitioned one.</summary>
    public required IReadOnlyList<SourcePart> Parts { get; init; }

    public required IReadOnlyList<MappedColumn> Columns { get; init; }

    /// <summary>Indexes into <see cref="Columns"/> of the primary key; empty when there is none.</summary>
    public required IReadOnlyList<int> Key { get; init; }

    /// <summary>
    /// How SQLite calls the row's number, unquoted: the INTEGER PRIMARY KEY column, or whichever of rowid, _rowid_ and oid is
    /// not a column. Null only when all three are columns and the key is no single whole number.
    /// </summary>
    public required string? RowId { get; init; }

    /// <summary>Whether <see cref="RowId"/> is a column of the table; otherwise rows are numbered from 1 in the order copied.</summary>
    public required bool HasIntegerKey { get; init; }

    /// <summary>Rows by PostgreSQL's statistics, at least 0.</summary>
    public long EstimatedRows { get; init; }

    /// <summary>Bytes of the table's main storage and TOAST in PostgreSQL.</summary>
    public long SourceBytes { get; init; }

    /// <summary>Model mode: columns the application computes from others.</summary>
    public IReadOnlyList<DerivedColumn> Derived { get; init; } = [];

    /// <summary>Model mode: declared values for columns the source lacks.</summary>
    public IReadOnlyList<DeclaredFill> Constants { get; init; } = [];

    /// <summary>Model mode: columns the source lacks and that take NULL or their schema's default.</summary>
    public IReadOnlyList<string> AbsentColumns { get; init; } = [];

    /// <summary>As people write it: with the schema unless it is public.</summary>
    public string ShownName => Schema == "public" ? Source : $"{Schema}.{Source}";
}
