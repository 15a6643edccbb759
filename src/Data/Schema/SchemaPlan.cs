using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema;

/// <summary>The steps from what a file has to what was asked for.</summary>
/// <param name="Target">Id of the migration to end at; <see cref="Empty"/> for none.</param>
/// <param name="Steps">In the order they run.</param>
internal sealed record SchemaPlan(string? From, string Target, IReadOnlyList<string> Steps)
{
    /// <summary>The state before the first migration, on the command line too.</summary>
    public const string Empty = Migration.InitialDatabase;

    /// <exception cref="SchemaMigrationException">A newer application migrated the file.</exception>
    /// <exception cref="ArgumentException">The target is unknown or lies behind.</exception>
    public static SchemaPlan Up(string database, IReadOnlyList<string> known, SchemaVersion version, string? target)
    {
        RefuseNewer(database, known, version);
        var end = target is null ? known[^1] : Find(known, target);
        if (end == Empty || version.Current is { } current && string.CompareOrdinal(end, current) < 0)
            throw new ArgumentException($"The migration \"{end}\" (--to) is older than {version.Current}, which {database} has. Go back with `schema down`.");
        return new SchemaPlan(version.Current, end, [.. known.Except(version.Applied).Where(id => string.CompareOrdinal(id, end) <= 0)]);
    }

    /// <inheritdoc cref="Up"/>
    public static SchemaPlan Down(string database, IReadOnlyList<string> known, SchemaVersion version, string target)
    {
        RefuseNewer(database, known, version);
        var end = Find(known, target);
        if (end != Empty && !version.Applied.Contains(end))
            throw new ArgumentException($"The migration \"{end}\" (--to) is not applied to {database}, so there is no way down to it. `schema status --tenant {database}` shows what is.");
        return new SchemaPlan(version.Current, end, [.. version.Applied.Where(id => end == Empty || string.CompareOrdinal(id, end) > 0).Reverse()]);
    }

    /// <summary>Accepts a whole id (20261123063732_OriginBaseline), its name (OriginBaseline) and 0.</summary>
    /// <exception cref="ArgumentException">No such migration; the message lists them.</exception>
    public static string Find(IReadOnlyList<string> known, string target) =>
        target == Empty
            ? Empty
            : known.FirstOrDefault(id => id == target || id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..].Equals(target, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"There is no migration \"{target}\". There are: {string.Join(", ", known)}, and {Empty} for none.");

    private static void RefuseNewer(string database, IReadOnlyList<string> known, SchemaVersion version)
    {
        if (version.Applied.Except(known).ToList() is { Count: > 0 } unknown)
            throw new SchemaMigrationException(
                $"{database} was migrated by a newer AdminApp ({string.Join(", ", unknown)} is unknown here). Install that version again, or restore a backup from before with `backup restore`.");
    }
}
