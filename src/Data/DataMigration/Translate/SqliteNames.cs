namespace AdminApp.Data.DataMigration.Translate;

/// <summary>
/// Gives out names of one SQLite name space, in which A-Z equal a-z and no other letters fold. Who comes first keeps its
/// name; a later one gets <c>_2</c>, <c>_3</c>, …, never a name that somebody else has by nature.
/// </summary>
internal sealed class SqliteNames
{
    private readonly HashSet<string> _natural;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="natural">All names that will be asked for.</param>
    public SqliteNames(IEnumerable<string> natural) => _natural = [.. natural.Select(Fold)];

    public string Take(string name)
    {
        var wanted = IsReserved(name) ? "t_" + name : name;
        if (_taken.Add(Fold(wanted)))
            return wanted;
        for (var i = 2; ; i++)
        {
            var candidate = $"{wanted}_{i}";
            if (!_natural.Contains(Fold(candidate)) && _taken.Add(Fold(candidate)))
                return candidate;
        }
    }

    /// <summary>As SQLite compares names.</summary>
    public static string Fold(string name) =>
        string.Create(name.Length, name, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = source[i] is >= 'A' and <= 'Z' and var letter ? (char)(letter | 0x20) : source[i];
        });

    private static bool IsReserved(string name) =>
        Fold(name) is var folded && (folded.StartsWith("sqlite_", StringComparison.Ordinal) || folded.StartsWith("_pg_", StringComparison.Ordinal));
}
