using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminApp.Data.DataMigration.Verify;

/// <summary>What a verification found. Its JSON form is stable: fields are added, never renamed.</summary>
public sealed record VerificationReport
{
    /// <summary>Every table and every check.</summary>
    public required bool Ok { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The source without its password: <c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The target's file.</summary>
    public required string Target { get; init; }

    /// <summary>The moment, in UTC and by the source's clock, whose state was compared.</summary>
    public required DateTime SnapshotAt { get; init; }

    public required IReadOnlyList<VerifiedTable> Tables { get; init; }

    /// <summary>Whatever is compared besides rows: schema, keys, indexes, foreign keys, sequences.</summary>
    public required IReadOnlyList<VerificationCheck> Checks { get; init; }

    /// <summary>What has to be known to judge the differences, e.g. that the source may have moved on since the copy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>What differs, in one line for people.</summary>
    [JsonIgnore]
    public string Summary
    {
        get
        {
            var tables = Tables.Count(table => !table.Ok);
            var rows = Tables.Sum(table => table.DifferingRows);
            var more = Tables.Any(table => table.MoreDiffer) ? "More than " : "";
            var checks = Checks.Count(check => !check.Ok);
            string[] parts =
            [
                .. tables == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{more}{rows:N0} {(rows == 1 ? "row differs" : "rows differ")} in {tables} {(tables == 1 ? "table" : "tables")}")],
                .. checks == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{checks} {(checks == 1 ? "check" : "checks")} failed")],
            ];
            return parts.Length == 0 ? "No difference was found." : string.Join("; ", parts) + ".";
        }
    }

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Options);

    /// <summary>Reads <see cref="ToJson"/> back.</summary>
    public static VerificationReport? FromJson(string json) => JsonSerializer.Deserialize<VerificationReport>(json, ReportJson.Options);
}

/// <summary>One table of a verification.</summary>
public sealed record VerifiedTable
{
    /// <summary>In the source, with the schema unless it is public.</summary>
    public required string Name { get; init; }

    /// <summary>In the target.</summary>
    public required long Rows { get; init; }

    public required long SourceRows { get; init; }

    /// <summary>Of the source: its rows, a hyphen and the sum of their digests. Null when the table could not be read.</summary>
    public required string? Digest { get; init; }

    public required bool Ok { get; init; }

    /// <summary>Time of the side that took longer, all its readers together.</summary>
    public required double Seconds { get; init; }

    /// <summary>By column: values of the target that stand for a NULL of the source.</summary>
    public required IReadOnlyDictionary<string, long> Fills { get; init; }

    /// <summary>Columns whose values differ as a whole; values that only changed their rows do not show here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Columns { get; init; }

    public required IReadOnlyList<VerificationDifference> Differences { get; init; }

    public required long DifferingRows { get; init; }

    /// <summary>There are more differing rows than counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MoreDiffer { get; init; }
}

/// <summary>One difference between a row of the source and of the target.</summary>
/// <param name="Kind">changed, missing (in the target), extra (in the target) or duplicated (in the target).</param>
/// <param name="Key">The row's key; its number in the target where there is no key.</param>
/// <param name="Column">Null when the row as a whole is missing, extra or duplicated.</param>
/// <param name="Source">The value, or the row; null for NULL and for none.</param>
/// <param name="Target">The value, or the row; null for NULL and for none.</param>
public sealed record VerificationDifference(string Kind, string? Key, string? Column, string? Source, string? Target)
{
    public const string Changed = "changed";
    public const string Missing = "missing";
    public const string Extra = "extra";
    public const string Duplicated = "duplicated";

    /// <summary>One line for people.</summary>
    public string Describe() => Column is null
        ? $"{Kind} {Key ?? "(no key)"}: {Source ?? Target}"
        : $"{Kind} {Key ?? "(no key)"}, {Column}: {Quoted(Source)} in the source, {Quoted(Target)} in the target";

    // On one line, whatever the value.
    private static string Quoted(string? value) =>
        value is null ? "NULL" : $"'{value.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}'";
}

/// <summary>Something that must hold besides equal rows.</summary>
/// <param name="Detail">What was compared, or what is wrong.</param>
public sealed record VerificationCheck(string Name, bool Ok, string Detail);
