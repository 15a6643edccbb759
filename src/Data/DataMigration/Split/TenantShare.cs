using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Split;

/// <summary>What one tenant gets of a source that holds several.</summary>
/// <param name="Slug">The tenant.</param>
/// <param name="Column">The column that tells whose row it is; a table without it goes whole to every tenant.</param>
/// <param name="Values">Its values, as PostgreSQL's text, whose rows are the tenant's.</param>
/// <param name="TakesNull">Rows without a value are the tenant's as well.</param>
/// <param name="Snapshot">The state of the source all tenants get.</param>
internal sealed record TenantShare(string Slug, string Column, IReadOnlyList<string> Values, bool TakesNull, string Snapshot)
{
    /// <summary>The condition that the tenant's rows of a table meet; null when they all do.</summary>
    public string? ConditionOf(MappedTable table)
    {
        if (!table.Columns.Any(column => column.Source == Column))
            return null;
        var name = SourceTable.Quote(Column);
        var mine = Values.Count == 0 ? "false" : $"{name}::text IN ({string.Join(", ", Values.Select(SourceTable.Literal))})";
        return TakesNull ? $"({mine} OR {name} IS NULL)" : mine;
    }
}
