using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration;

/// <summary>A copy that was carried out and proven. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record DataCopyReport
{
    /// <summary>Every check passed and the target is in place.</summary>
    public required bool Ok { get; init; }

    /// <summary>Rows written, all tables.</summary>
    public required long Rows { get; init; }

    /// <summary>From the first connection to the target in place.</summary>
    public required double Seconds { get; init; }

    /// <summary>Rows per second over the whole run, checks included.</summary>
    public double RowsPerSecond => Seconds > 0 ? Math.Round(Rows / Seconds, 1) : 0;

    public required IReadOnlyList<DataCopyTable> Tables { get; init; }

    /// <summary>Tables of the source that are known and on purpose not copied.</summary>
    public required IReadOnlyList<string> SkippedTables { get; init; }

    /// <summary>Tables (<c>name</c>) and columns (<c>table.column</c>) of the source that the target has no place for.</summary>
    public required IReadOnlyList<string> Unmapped { get; init; }

    /// <summary>The source without its password: <c>database at host:port</c>.</summary>
    public required string SourceDatabase { get; init; }

    /// <summary>The server's own version, e.g. <c>15.14</c>.</summary>
    public required string SourceVersion { get; init; }

    /// <summary>The moment, in UTC and by the source's clock, whose state was copied.</summary>
    public required DateTime SnapshotAt { get; init; }

    /// <summary>Objects of the source that work differently in the target, or are kept in its catalogue only.</summary>
    public IReadOnlyList<DataCopyObject> Objects { get; init; } = [];

    /// <summary>The comparison of every value of every row; null when it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerificationReport? Verification { get; init; }

    /// <summary>Where the time went, in seconds: connect, load, index, check, verify, finish; in the load, reader_wait and writer_wait.</summary>
    public IReadOnlyDictionary<string, double> Timings { get; init; } = new Dictionary<string, double>();

    /// <summary>Snapshots it took: 1 unless the source was lost, or the copy resumed.</summary>
    public int Snapshots { get; init; } = 1;

    /// <summary>The most memory the process had at any time.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <summary>Reads <see cref="ToJson"/> back, e.g. from the journal.</summary>
    public static DataCopyReport? FromJson(string json) => JsonSerializer.Deserialize<DataCopyReport>(json, ReportJson.Options);
}

/// <summary>An object of the source that the target does not have as it was.</summary>
/// <param name="Kind">constraint, index, view, trigger, function, …</param>
/// <param name="Outcome">changed: works, with a difference. kept: its definition is in the catalogue only. lost: it is named there, and cannot be made again.</param>
public sealed record DataCopyObject(string Kind, string Name, string Outcome, string? Reason);

/// <summary>One table of a copy.</summary>
public sealed record DataCopyTable
{
    public required string Name { get; init; }

    /// <summary>Counted in the source under the copy's snapshot.</summary>
    public required long SourceRows { get; init; }

    /// <summary>Written, and counted again in the target.</summary>
    public required long Rows { get; init; }

    /// <summary>From the first row asked for to the last row written.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes read from the source.</summary>
    public required long Bytes { get; init; }

    /// <summary>By column: rows whose value the source lacked (NULL or no such column) and that got the declared one.</summary>
    public required IReadOnlyDictionary<string, long> Fills { get; init; }

    /// <summary>Columns of the origin that this source lacks altogether.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AbsentColumns { get; init; }

    /// <summary>Floating-point values that are -0: SQLite keeps 0.0, and the sidecar the sign.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NegativeZeros { get; init; }
}
