namespace AdminApp.Data.DataMigration.Mapping;

/// <summary>Where the shape of the target comes from.</summary>
internal enum CopyMode
{
    /// <summary>Translated from the source's own catalogue.</summary>
    Translate,

    /// <summary>A tenant database as the application's schema migrations make it.</summary>
    Model,
}

/// <summary>What became of one object of the source.</summary>
/// <param name="Kind">table, column, constraint, index, view, sequence, trigger, function, type, default, …</param>
/// <param name="Table">The table it belongs to, if any.</param>
/// <param name="Outcome">translated: works in SQLite as it did; changed: works, with the difference named; kept: only in the catalogue.</param>
/// <param name="Target">Its name in SQLite, null when kept.</param>
/// <param name="Reason">Why it was changed or kept, one sentence; null when translated.</param>
internal sealed record ObjectOutcome(string Kind, string Schema, string? Table, string Name, string Outcome, string? Target, string? Reason)
{
    public const string Translated = "translated";
    public const string Changed = "changed";
    public const string Kept = "kept";

    /// <summary>Not copied on purpose: asked for, or bookkeeping of another program.</summary>
    public const string LeftOut = "left out";

    /// <summary>Named, but its definition is not in the catalogue either.</summary>
    public const string Lost = "lost";

    /// <summary>With its schema unless that is public, and its table if it belongs to one.</summary>
    public string ShownName => $"{(Schema is "public" or "" ? "" : Schema + ".")}{(Table is null ? "" : Table + ".")}{Name}";
}

/// <summary>A statement that is run after the rows are there.</summary>
/// <param name="Kind">index, view, trigger.</param>
/// <param name="Name">Its name in SQLite.</param>
internal sealed record LateStatement(string Kind, string Name, string Sql);

/// <summary>A sequence of the source.</summary>
/// <param name="Table">Index into <see cref="DatabaseMap.Tables"/> of the table whose INTEGER PRIMARY KEY it feeds, or null.</param>
internal sealed record MappedSequence(string Schema, string Name, long LastValue, bool IsCalled, int? Table)
{
    /// <summary>The last number it gave out; a sequence that was never called stands at the one it will give first.</summary>
    public long Given => IsCalled ? LastValue : LastValue - 1;
}

/// <summary>Everything a copy will do, decided before the first row is read; also what the target's catalogue tells later.</summary>
internal sealed record DatabaseMap
{
    public required CopyMode Mode { get; init; }

    /// <summary>In the order of copying; <see cref="MappedTable.Id"/> is the index plus 1.</summary>
    public required IReadOnlyList<MappedTable> Tables { get; init; }

    public required IReadOnlyList<MappedSequence> Sequences { get; init; }

    /// <summary>What became of every object of the source.</summary>
    public required IReadOnlyList<ObjectOutcome> Outcomes { get; init; }

    /// <summary>Tables that were not to be copied. The application's own tables are always copied; what it leaves aside can be without rows.</summary>
    public IEnumerable<(string Schema, string Name)> LeftOut => Mode == CopyMode.Model
        ? []
        : Outcomes.Where(outcome => outcome is { Kind: "table", Outcome: ObjectOutcome.LeftOut }).Select(outcome => (outcome.Schema, outcome.Name));

    /// <summary>CREATE TABLE statements, run before the load (translate mode).</summary>
    public IReadOnlyList<string> CreateTables { get; init; } = [];

    /// <summary>Indexes, views and triggers, run after the load in this order (translate mode).</summary>
    public IReadOnlyList<LateStatement> Late { get; init; } = [];
}
