using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>How PostgreSQL sends a value in its binary COPY format.</summary>
internal enum WireKind
{
    Bool,
    Int16,
    Int32,
    Int64,
    UInt32,
    Float32,
    Float64,
    Numeric,

    /// <summary>UTF-8, taken as it is. Types without a kind of their own are sent as PostgreSQL's own text.</summary>
    Text,
    Jsonb,
    Date,
    Timestamp,
    Uuid,
    Bytes,
}

internal static class WireKinds
{
    /// <summary>The only affinity that keeps such a value unchanged.</summary>
    public static Affinity AffinityOf(WireKind kind) => kind switch
    {
        WireKind.Bool or WireKind.Int16 or WireKind.Int32 or WireKind.Int64 or WireKind.UInt32 => Affinity.Integer,
        WireKind.Float32 or WireKind.Float64 => Affinity.Real,
        WireKind.Bytes => Affinity.Blob,
        _ => Affinity.Text,
    };
}
