using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanSeverity>))]
public enum PlanSeverity
{
    /// <summary>Works, or reads, differently in SQLite; no value is lost.</summary>
    [JsonStringEnumMemberName("harmless")]
    Harmless,

    /// <summary>The stored form cannot hold the value; its exact text goes into the sidecar and comes back from there.</summary>
    [JsonStringEnumMemberName("sidecar")]
    Sidecar,

    /// <summary>The copy would stop. Nothing is copied until this is mended in the source.</summary>
    [JsonStringEnumMemberName("blocks")]
    Blocks,
}

/// <summary>One thing a person should know before copying.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Stable name of the kind of finding, e.g. <c>float-nan</c>.</param>
/// <param name="Object">Table, column (<c>table.column</c>) or other object.</param>
/// <param name="Count">Rows or objects concerned.</param>
/// <param name="Example">Key of one such row, if it is about rows.</param>
/// <param name="Message">What it is and what will happen, or what to do.</param>
public sealed record PlanFinding(PlanSeverity Severity, string Code, string Object, long Count, string? Example, string Message);

/// <summary>One table a copy would make.</summary>
/// <param name="Name">In the source, with its schema unless that is public.</param>
/// <param name="Target">In SQLite.</param>
/// <param name="Rows">Counted.</param>
/// <param name="Bytes">Of the table's rows and large values in PostgreSQL, without indexes.</param>
/// <param name="Columns">Columns that are copied.</param>
public sealed record PlanTable(string Name, string Target, long Rows, long Bytes, int Columns);

/// <summary>Whether changes could be streamed while people go on working.</summary>
/// <param name="Possible">Everything needed is there.</param>
/// <param name="Reasons">What is missing, each with the next step.</param>
public sealed record PlanStreaming(bool Possible, IReadOnlyList<string> Reasons);

/// <summary>What a copy would do and meet, found by reading the source alone. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record MigrationPlan
{
    /// <summary>Nothing blocks.</summary>
    public bool Ok => !Findings.Any(finding => finding.Severity == PlanSeverity.Blocks);

    /// <summary>The source without its password: <c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    public required string SourceVersion { get; init; }

    /// <summary><c>translate</c> or <c>model</c>.</summary>
    public required string Mode { get; init; }

    public required IReadOnlyList<PlanTable> Tables { get; init; }

    public long Rows => Tables.Sum(table => table.Rows);

    public long Bytes => Tables.Sum(table => table.Bytes);

    /// <summary>The worst first.</summary>
    public required IReadOnlyList<PlanFinding> Findings { get; init; }

    /// <summary>Seconds a copy with full verification should take here, from a sample read just now.</summary>
    public required double PredictedSeconds { get; init; }

    /// <summary>Bytes the target should have.</summary>
    public required long PredictedBytes { get; init; }

    public required PlanStreaming Streaming { get; init; }

    /// <summary>Time the plan itself took.</summary>
    public required double Seconds { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.WithoutNulls);

    /// <summary>Reads <see cref="ToJson"/> back.</summary>
    public static MigrationPlan? FromJson(string json) => JsonSerializer.Deserialize<MigrationPlan>(json, ReportJson.WithoutNulls);
}
