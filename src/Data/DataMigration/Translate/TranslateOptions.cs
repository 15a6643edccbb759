using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Which tables are copied. A table is named <c>table</c> (any schema) or <c>schema.table</c>.</summary>
/// <param name="Only">Nothing but these; empty means all.</param>
/// <param name="Exclude">All but these.</param>
internal sealed record TranslateOptions(IReadOnlyList<string> Only, IReadOnlyList<string> Exclude)
{
    public static readonly TranslateOptions Everything = new([], []);

    /// <summary>Refuses a name that no table has: a typing error must not change what is copied.</summary>
    public void Check(IReadOnlyList<PgTable> tables)
    {
        foreach (var name in Only.Concat(Exclude))
        {
            if (tables.Any(table => Names(table, name)))
                continue;
            var near = NearNames.Of(name, tables.Select(table => table.Schema == "public" ? table.Name : $"{table.Schema}.{table.Name}"));
            throw new DataMigrationException($"The source has no table '{name}'. "
                + (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "Write it as table or schema.table, as PostgreSQL spells it."));
        }
    }

    public bool Includes(PgTable table) =>
        (Only.Count == 0 || Only.Any(name => Names(table, name))) && !Exclude.Any(name => Names(table, name));

    private static bool Names(PgTable table, string name) => table.Name == name || $"{table.Schema}.{table.Name}" == name;
}
