using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration;

/// <summary>Everything a copy will do, decided before the first row is read.</summary>
/// <param name="Map">What goes where.</param>
/// <param name="SkippedTables">Tables of the source that are known and on purpose not copied.</param>
/// <param name="Unmapped">Tables and columns of the source that the target has no place for.</param>
internal sealed record CopyPlan(DatabaseMap Map, IReadOnlyList<string> SkippedTables, IReadOnlyList<string> Unmapped);
