using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration;

/// <summary>A column that is read from the source.</summary>
/// <param name="Select">What stands in the SELECT list.</param>
/// <param name="Fill">Takes the place of NULL, if declared.</param>
internal sealed record CopiedColumn(string Name, WireKind Kind, string Select, DeclaredFill? Fill);

/// <summary>One table of a copy.</summary>
internal sealed record TablePlan
{
    public required SourceTable Source { get; init; }
    public required TargetTable Target { get; init; }
    public required IReadOnlyList<CopiedColumn> Columns { get; init; }
    public required IReadOnlyList<DerivedColumn> Derived { get; init; }

    /// <summary>Declared values for columns the source lacks.</summary>
    public required IReadOnlyList<DeclaredFill> Constants { get; init; }

    /// <summary>Columns the source lacks and that take NULL, their schema's default or a declared value.</summary>
    public required IReadOnlyList<string> AbsentColumns { get; init; }

    public string Name => Target.Name;

    public string SelectSql => $"SELECT {string.Join(", ", Columns.Select(column => column.Select))} FROM {Source.From}";

    public string InsertSql
    {
        get
        {
            var names = Columns.Select(column => column.Name).Concat(Derived.Select(column => column.Column)).ToArray();
            var values = names.Select((_, index) => $"?{index + 1}").Concat(Constants.Select(fill => fill.Literal));
            return $"INSERT INTO {SqliteFile.Quote(Name)} ({string.Join(", ", names.Concat(Constants.Select(fill => fill.Column)).Select(SqliteFile.Quote))}) VALUES ({string.Join(", ", values)})";
        }
    }
}

/// <summary>Everything a copy will do, decided before the first row is read.</summary>
internal sealed record CopyPlan(IReadOnlyList<TablePlan> Tables, IReadOnlyList<string> SkippedTables, IReadOnlyList<string> Unmapped);
