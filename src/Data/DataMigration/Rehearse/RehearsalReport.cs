using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Rehearse;

/// <summary>How a migration would go. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record RehearsalReport
{
    /// <summary>Everything that was rehearsed went well.</summary>
    public bool Ok => Stopped is null && Copy is { Verification.Ok: true } && BackVerification is null or { Ok: true };

    /// <summary>The source without its password: <c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    public required MigrationPlan Plan { get; init; }

    /// <summary>Null when it did not come to that.</summary>
    public DataCopyReport? Copy { get; init; }

    /// <summary>Size of the file.</summary>
    public long FileBytes { get; init; }

    /// <summary>Null when there was no scratch server.</summary>
    public RestoreReport? Back { get; init; }

    /// <summary>The database that was brought back, compared with the file.</summary>
    public VerificationReport? BackVerification { get; init; }

    /// <summary>Why it ended early.</summary>
    public string? Stopped { get; init; }

    /// <summary>Time the rehearsal took.</summary>
    public double Seconds { get; init; }

    /// <summary>
    /// Seconds nobody could write if the source were frozen, copied, proven and switched: what the copy took just now. Null
    /// when there was no copy.
    /// </summary>
    public double? PredictedDowntimeSeconds => Copy is null ? null : Math.Ceiling(Copy.Seconds + 1);

    /// <summary>How it went, in one line for people.</summary>
    [JsonIgnore]
    public string Summary => this switch
    {
        { Stopped: { } why } => why,
        { BackVerification: { Ok: false } back } => $"What came back is not what was copied: {back.Summary}",
        { Ok: true } => "Everything went well.",
        _ => "The copy was not proven.",
    };

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.WithoutNulls);

    /// <summary>Reads <see cref="ToJson"/> back.</summary>
    public static RehearsalReport? FromJson(string json) => JsonSerializer.Deserialize<RehearsalReport>(json, ReportJson.WithoutNulls);
}
