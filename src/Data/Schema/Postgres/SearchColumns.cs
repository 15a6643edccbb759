using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema.Postgres;

/// <summary>
/// The generated columns lists are searched and sorted by. What a generated column is made of can only be changed by making it
/// anew; both at once, so that the table is written once.
/// </summary>
internal static class SearchColumns
{
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="table">Its table.</param>
    /// <param name="columns">What is searched; the first is the name.</param>
    /// <param name="fold">The function that folds a text.</param>
    /// <param name="collation">Of the column lists are sorted by; null for the database's.</param>
    public static void Remake(MigrationBuilder migrationBuilder, string table, string[] columns, string fold, string? collation)
    {
        var collate = collation is null ? "" : $" COLLATE \"{collation}\"";
        migrationBuilder.Sql($"""
            ALTER TABLE {table} DROP COLUMN name_sort, DROP COLUMN search_text,
                ADD COLUMN name_sort text{collate} NOT NULL GENERATED ALWAYS AS ({fold}(name)) STORED,
                ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS ({fold}({Joined(columns)})) STORED;
            """);
        migrationBuilder.Sql($"CREATE INDEX {table}_name_sort_idx ON {table} (name_sort, id);");
        migrationBuilder.Sql($"CREATE INDEX {table}_inactive_idx ON {table} (name_sort, id) WHERE NOT is_active;");
    }

    /// <summary>The searched columns, one a line.</summary>
    public static string Joined(string[] columns) => string.Join(@" || E'\n' || ", columns.Select(column => $"coalesce({column}, '')"));
}
