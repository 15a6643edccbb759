using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>Which copy made a target, and of what; <c>_pg_info</c>.</summary>
internal sealed record CopyRecord
{
    /// <summary>Raised when an older program could misread the catalogue.</summary>
    public const int CurrentFormat = 1;

    public required CopyMode Mode { get; init; }

    /// <summary><c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    public required string ServerVersion { get; init; }

    /// <summary>UTC, by the source's clock.</summary>
    public required DateTime SnapshotAt { get; init; }

    /// <summary>Told apart from any other copy, also of the same source.</summary>
    public required Guid Run { get; init; }

    public IEnumerable<(string Key, string Value)> ToPairs() =>
    [
        ("format", CurrentFormat.ToString(CultureInfo.InvariantCulture)),
        ("mode", Mode.ToString()),
        ("source", Source),
        ("server_version", ServerVersion),
        ("snapshot_at", SnapshotAt.ToString("O", CultureInfo.InvariantCulture)),
        ("run", Run.ToString("D")),
    ];

    public static CopyRecord FromPairs(IReadOnlyDictionary<string, string> pairs) => new()
    {
        Mode = Enum.Parse<CopyMode>(pairs["mode"]),
        Source = pairs["source"],
        ServerVersion = pairs["server_version"],
        SnapshotAt = DateTime.Parse(pairs["snapshot_at"], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        Run = Guid.Parse(pairs["run"]),
    };
}
