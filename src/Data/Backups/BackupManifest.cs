using System.Text.Json;

namespace AdminApp.Data.Backups;

/// <summary>What lies beside every backup, as <c>….json</c>: the truth about it, and all that is needed without this application.</summary>
/// <param name="Format">2; 1 had no digests.</param>
/// <param name="Database">"central" or the tenant's slug.</param>
/// <param name="File">Name of the backup file in the same directory.</param>
/// <param name="Reason">One of the reasons of <see cref="DatabaseBackups"/>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Name of the person or process.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="SchemaVersion">Id of the newest schema migration applied; null for none.</param>
/// <param name="BrokenReferences">Rows whose foreign key points nowhere, as they were in the live database.</param>
/// <param name="Rows">Rows by table.</param>
public sealed record BackupManifest(
    int Format, string Database, string File, string Reason, DateTime CreatedAt, string CreatedBy, string Sha256, long Bytes,
    string? SchemaVersion, string AppVersion, string SqliteVersion, long BrokenReferences, IReadOnlyDictionary<string, long> Rows)
{
    public const int Newest = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Content digest by table, see <see cref="TableDigests"/>; null in format 1.</summary>
    public IReadOnlyDictionary<string, string>? Digests { get; init; }

    /// <summary>Why, in the words of who asked for it.</summary>
    public string? Note { get; init; }

    /// <summary>Sizes and times of the live files when the copy began: while they stay, nothing was written.</summary>
    public string? SourceStamp { get; init; }

    internal string Write() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <returns>null when the text is no manifest of a format this version knows.</returns>
    internal static BackupManifest? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(text, Json) is { Format: >= 1 and <= Newest, File: not null, Database: not null, Sha256: not null, Rows: not null } manifest
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
