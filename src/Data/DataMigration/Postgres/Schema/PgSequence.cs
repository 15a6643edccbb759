namespace AdminApp.Data.DataMigration.Postgres.Schema;

/// <param name="Readable">Whether the user may see how far it is.</param>
internal sealed record PgSequence(uint Oid, string Schema, string Name, long Start, long Increment, long Minimum, long Maximum, bool Cycles, bool Readable)
{
    public long LastValue { get; set; }
    public bool IsCalled { get; set; }

    /// <summary>An identity column's own.</summary>
    public bool OfIdentity { get; set; }
}

/// <summary>An object of which only kind and name matter here, since SQLite has nothing of the kind.</summary>
/// <param name="Kind">function, trigger, policy, extension, …</param>
internal sealed record PgObject(string Kind, string Schema, string? Table, string Name);
