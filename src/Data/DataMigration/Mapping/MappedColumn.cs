using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>A column of the source and its column in the target.</summary>
internal sealed record MappedColumn
{
    /// <summary>Name in PostgreSQL, unquoted.</summary>
    public required string Source { get; init; }

    /// <summary>Name in SQLite, unquoted.</summary>
    public required string Target { get; init; }

    /// <summary>As PostgreSQL's format_type writes it, e.g. <c>numeric(12,2)</c>.</summary>
    public required string Type { get; init; }

    public required ValueEncoding Encoding { get; init; }

    /// <summary>For <see cref="ValueEncoding.Decimal"/>: digits after the point that the type fixes; null when each value has its own.</summary>
    public int? Scale { get; init; }

    /// <summary>What the binary COPY sends for <see cref="BinarySelect"/>.</summary>
    public required WireKind Wire { get; init; }

    /// <summary>Expression of the column in the load's <c>COPY (SELECT …) TO STDOUT (FORMAT BINARY)</c>.</summary>
    public required string BinarySelect { get; init; }

    /// <summary>
    /// Expression of the column in the verification's <c>COPY (SELECT …) TO STDOUT</c> (text format). For a Blob it is
    /// <c>length:sha256</c>; for everything else the value in PostgreSQL's own text.
    /// </summary>
    public required string TextSelect { get; init; }

    public bool NotNull { get; init; }

    /// <summary>SQLite computes it (generated column): compared, but not written by the load.</summary>
    public bool Computed { get; init; }

    /// <summary>PostgreSQL computes it: never written on the way back.</summary>
    public bool GeneratedInSource { get; init; }

    /// <summary>Takes the place of NULL (model mode).</summary>
    public DeclaredFill? Fill { get; init; }
}
