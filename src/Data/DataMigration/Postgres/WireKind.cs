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
    private static readonly Dictionary<string, WireKind> ByType = new(StringComparer.Ordinal)
    {
        ["bool"] = WireKind.Bool,
        ["int2"] = WireKind.Int16,
        ["int4"] = WireKind.Int32,
        ["int8"] = WireKind.Int64,
        ["oid"] = WireKind.UInt32,
        ["float4"] = WireKind.Float32,
        ["float8"] = WireKind.Float64,
        ["numeric"] = WireKind.Numeric,
        ["text"] = WireKind.Text,
        ["varchar"] = WireKind.Text,
        // As stored, with its padding: ::text would strip it.
        ["bpchar"] = WireKind.Text,
        ["name"] = WireKind.Text,
        ["json"] = WireKind.Text,
        ["jsonb"] = WireKind.Jsonb,
        ["date"] = WireKind.Date,
        ["timestamp"] = WireKind.Timestamp,
        // Sent as UTC, which is what the model's instants are.
        ["timestamptz"] = WireKind.Timestamp,
        ["uuid"] = WireKind.Uuid,
        ["bytea"] = WireKind.Bytes,
    };

    /// <summary>The kind of a base type, and whether the server has to turn it into text first.</summary>
    public static (WireKind Kind, bool AsText) Of(string baseType) =>
        ByType.TryGetValue(baseType, out var kind) ? (kind, false) : (WireKind.Text, true);

    /// <summary>The only affinity that keeps such a value unchanged.</summary>
    public static Affinity AffinityOf(WireKind kind) => kind switch
    {
        WireKind.Bool or WireKind.Int16 or WireKind.Int32 or WireKind.Int64 or WireKind.UInt32 => Affinity.Integer,
        WireKind.Float32 or WireKind.Float64 => Affinity.Real,
        WireKind.Bytes => Affinity.Blob,
        _ => Affinity.Text,
    };
}
