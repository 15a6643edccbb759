namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>
/// How values of a source column are stored in SQLite. Whatever a form cannot hold keeps its exact text in the sidecar
/// (<c>_pg_exact</c>), so that every encoding leads back to PostgreSQL's own text.
/// </summary>
internal enum ValueEncoding
{
    /// <summary>INTEGER: smallint, integer, bigint, oid.</summary>
    Integer,

    /// <summary>INTEGER 0 or 1.</summary>
    Boolean,

    /// <summary>REAL: the double nearest to the shortest decimal of a <c>real</c>. NaN and -0 use the sidecar.</summary>
    Real4,

    /// <summary>REAL: the double itself. NaN and -0 use the sidecar.</summary>
    Real8,

    /// <summary>TEXT, EF Core's canonical decimal (<c>0.0###…</c>); NaN and infinities as PostgreSQL writes them.</summary>
    Decimal,

    /// <summary>TEXT, the very bytes PostgreSQL's output function gives (as UTF-8); char(n) with its padding.</summary>
    Text,

    /// <summary>TEXT in upper case.</summary>
    Uuid,

    /// <summary>TEXT <c>yyyy-MM-dd</c>, or PostgreSQL's text for infinity, BC and years after 9999.</summary>
    Date,

    /// <summary>TEXT <c>yyyy-MM-dd HH:mm:ss.FFFFFF</c>, or PostgreSQL's text for infinity, BC and years after 9999.</summary>
    Timestamp,

    /// <summary>As <see cref="Timestamp"/>, in UTC, without an offset (PostgreSQL's text has <c>+00</c> after the time).</summary>
    TimestampTz,

    /// <summary>BLOB.</summary>
    Blob,

    /// <summary>TEXT: a JSON array where that can be told back, PostgreSQL's array literal otherwise.</summary>
    Array,
}
