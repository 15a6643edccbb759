namespace AdminApp.Data.DataMigration.Back;

/// <summary>What to bring back, and where to.</summary>
/// <param name="File">A SQLite file that <c>data copy</c> made; it is only read.</param>
/// <param name="Target">An empty PostgreSQL database, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>.</param>
public sealed record RestoreRequest(string File, string Target);

/// <summary>How far a restore is.</summary>
/// <param name="Step">definitions, rows, indexes, sequences or privileges.</param>
/// <param name="Table">The table on its way, empty outside of rows.</param>
/// <param name="Rows">Rows sent so far, all tables.</param>
/// <param name="RowsExpected">Rows to send, as they were counted when the file was made.</param>
public sealed record RestoreProgress(string Step, string Table, long Rows, long RowsExpected);

/// <summary>One table that came back.</summary>
/// <param name="Rows">Read from the file, and counted again in PostgreSQL.</param>
/// <param name="Seconds">For its rows alone, without its indexes.</param>
public sealed record RestoredTable(string Name, long Rows, double Seconds);

/// <summary>One sequence that stands where it stood.</summary>
public sealed record RestoredSequence(string Name, long LastValue, bool IsCalled);

/// <summary>A definition that was not carried out.</summary>
/// <param name="Kind">owner, privilege, policy, refresh, …</param>
/// <param name="Name">The object it belongs to.</param>
/// <param name="Reason">What the server said.</param>
public sealed record RestoreSkip(string Kind, string Name, string Reason);

/// <summary>A database that was rebuilt. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record RestoreReport
{
    /// <summary>Everything but what is named in <see cref="Skipped"/> is there.</summary>
    public required bool Ok { get; init; }

    /// <summary>The database the file was copied from: <c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The database that was filled, in the same form.</summary>
    public required string Target { get; init; }

    public required string TargetVersion { get; init; }

    /// <summary>In the order in which they were filled.</summary>
    public required IReadOnlyList<RestoredTable> Tables { get; init; }

    /// <summary>Tables that were made without rows, because the file holds none of theirs.</summary>
    public required IReadOnlyList<string> TablesWithoutRows { get; init; }

    public required IReadOnlyList<RestoredSequence> Sequences { get; init; }

    /// <summary>Definitions carried out.</summary>
    public required int Statements { get; init; }

    public required IReadOnlyList<RestoreSkip> Skipped { get; init; }

    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>From the first connection to the commit.</summary>
    public required double Seconds { get; init; }
}
