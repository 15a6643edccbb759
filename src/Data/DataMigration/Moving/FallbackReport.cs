using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a fallback does, in its order.</summary>
[JsonConverter(typeof(FallbackStepNames))]
public enum FallbackStep
{
    /// <summary>Both sides are looked at.</summary>
    Check,

    /// <summary>The tenant's file is backed up, while people work.</summary>
    Backup,

    /// <summary>The application refuses writes to the tenant and waits for those under way. From here on it is read-only.</summary>
    Freeze,

    /// <summary>The source is compared with what the cutover left.</summary>
    Compare,

    /// <summary>Changed rows go to the source, into temporary tables.</summary>
    Send,

    /// <summary>They take their places, in one transaction.</summary>
    Apply,

    /// <summary>What was changed is read back and compared.</summary>
    Verify,

    /// <summary>The source's transaction is committed.</summary>
    Commit,

    /// <summary>The registry row says that the tenant lives at the source. It is writable again there.</summary>
    Switch,
}

internal sealed class FallbackStepNames() : JsonStringEnumConverter<FallbackStep>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>How far a fallback is.</summary>
/// <param name="Table">The one on its way, where there is one.</param>
public sealed record FallbackProgress(FallbackStep Step, string? Table = null);

/// <summary>What a fallback does to one table of the source.</summary>
/// <param name="Name">In the source, with the schema unless it is public.</param>
/// <param name="Whole">All of its rows are sent: it has no key, or a schema migration made it anew.</param>
public sealed record FallbackTableReport(string Name, long Inserted, long Updated, long Deleted, bool Whole);

/// <summary>Something of the source that is not as the cutover left it.</summary>
/// <param name="Key">Of the row; null when it is about the table.</param>
/// <param name="Kind">written, deleted or changed (the table as a whole).</param>
/// <param name="Source">What the source has now; null when the row is gone.</param>
/// <param name="Mark">What it had when the cutover left it, as far as that can be told.</param>
public sealed record FallbackConflict(string Table, string? Key, string Kind, string? Source, string? Mark)
{
    public const string Written = "written", Deleted = "deleted", Changed = "changed";

    /// <summary>One line for people.</summary>
    public string Describe() => $"{Table}{(Key is null ? "" : $" {Key}")}: {Kind} at the source{(Source is null ? "" : $"; it has {Source}")}{(Mark is null ? "" : $"; the cutover left {Mark}")}";
}

/// <summary>A fallback, or what one would do. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record FallbackReport
{
    /// <summary>The tenant lives at the source; of a dry run, nothing stands in the way.</summary>
    public required bool Ok { get; init; }

    public required string Tenant { get; init; }

    /// <summary>Without its password: <c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; init; }

    /// <summary>Everything was written into another, empty database.</summary>
    public bool Full { get; init; }

    /// <summary>An earlier fallback had done everything but the switch.</summary>
    public bool Completed { get; init; }

    /// <summary>Those with changes.</summary>
    public IReadOnlyList<FallbackTableReport> Tables { get; init; } = [];

    /// <summary>Why it cannot be: what somebody changed at the source since the cutover.</summary>
    public IReadOnlyList<FallbackConflict> Conflicts { get; init; } = [];

    /// <summary>Why it cannot be: what the tenant holds and the source has no place for, by name.</summary>
    public IReadOnlyList<string> NotCarried { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The backup made before; null where none was.</summary>
    public string? Backup { get; init; }

    /// <summary>From the freeze to the switch, in milliseconds; null when there was no switch.</summary>
    public double? DowntimeMs { get; init; }

    public double Seconds { get; init; }

    /// <summary>Seconds by step.</summary>
    public IReadOnlyDictionary<string, double> Timings { get; init; } = new Dictionary<string, double>();

    public long Rows => Tables.Sum(table => table.Inserted + table.Updated + table.Deleted);

    /// <summary>Why it did not come to the switch, in one line; null when it did.</summary>
    [JsonIgnore]
    public string? Error => Ok ? null : string.Join(" ", new[]
    {
        Conflicts.Count == 0 ? null : $"The source {Source} was changed since the cutover: {Listed(Conflicts.Select(conflict => conflict.Describe()))}. Undo that there, or bring everything into an empty database (--full).",
        NotCarried.Count == 0 ? null : $"The source {Source} has no place for {Listed(NotCarried)}. Bring its schema up to date (tenant connect), or go back with --full.",
    }.OfType<string>()) + " Nothing was changed; the tenant is served here.";

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.WithoutNulls);

    /// <summary>Reads <see cref="ToJson"/> back.</summary>
    public static FallbackReport? FromJson(string json) => JsonSerializer.Deserialize<FallbackReport>(json, ReportJson.WithoutNulls);

    private static string Listed(IEnumerable<string> items)
    {
        var all = items.ToArray();
        return string.Join("; ", all.Take(3)) + (all.Length > 3 ? $"; and {all.Length - 3} more" : "");
    }
}
