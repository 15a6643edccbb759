namespace AdminApp.Data.DataMigration;

/// <summary>What a copy is doing.</summary>
public enum DataCopyPhase
{
    /// <summary>Of a rehearsal, before its copy.</summary>
    Planning,
    Connecting,
    Preparing,
    Loading,
    Indexing,
    Checking,
    Verifying,
    Finishing,

    /// <summary>Of a rehearsal, after its copy: everything is brought back into PostgreSQL, and compared.</summary>
    Returning,
}

/// <summary>How far a copy is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Table">The table on its way, empty outside of <see cref="DataCopyPhase.Loading"/>.</param>
/// <param name="TableRows">Rows of that table written so far.</param>
/// <param name="TablesDone">Tables written completely; in <see cref="DataCopyPhase.Verifying"/>, tables read completely on both sides.</param>
/// <param name="TablesTotal">Tables to copy.</param>
/// <param name="Rows">Rows written so far, all tables; in <see cref="DataCopyPhase.Verifying"/>, rows compared.</param>
/// <param name="RowsExpected">Rows to write: the source's estimate until its count is there.</param>
/// <param name="Bytes">Bytes read from the source; in <see cref="DataCopyPhase.Verifying"/>, read from both sides to compare them.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record DataCopyProgress(
    DataCopyPhase Phase,
    string Table,
    long TableRows,
    int TablesDone,
    int TablesTotal,
    long Rows,
    long RowsExpected,
    long Bytes,
    TimeSpan Elapsed)
{
    /// <summary>Rows per second over the last few seconds.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>Bytes per second read over the last few seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>How much of the load, and then of the comparison, is done, from 0 to 1.</summary>
    public double Fraction { get; init; }

    /// <summary>Until all rows are there, or compared, by the rate of the last few seconds; null while that cannot be told.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Every table of the copy in the order it is loaded; empty before that is known.</summary>
    public IReadOnlyList<DataCopyTableProgress> Tables { get; init; } = [];
}

/// <summary>How far one table of a copy is.</summary>
/// <param name="Name">In the target.</param>
/// <param name="Rows">Written so far.</param>
/// <param name="RowsExpected">The source's estimate, or what is there when that is more.</param>
/// <param name="Bytes">Read from the source.</param>
/// <param name="Seconds">From its first row to its newest.</param>
/// <param name="Done">All rows are written.</param>
public sealed record DataCopyTableProgress(string Name, long Rows, long RowsExpected, long Bytes, double Seconds, bool Done)
{
    /// <summary>Over the time the table has been on its way; 0 while that is too short to tell.</summary>
    public double RowsPerSecond => Seconds > 0 ? Rows / Seconds : 0;
}
