using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema.Sqlite;

/// <summary>
/// The trigram index over a table's search_text, kept in step by triggers. A later migration that rebuilds the table must
/// drop the index before and create it after, in a migration of its own: EF Core's rebuild loses the triggers.
/// </summary>
internal static class FullTextIndex
{
    public static void Create(MigrationBuilder migrationBuilder, string table)
    {
        migrationBuilder.Sql($"CREATE VIRTUAL TABLE {table}_search USING fts5(search_text, content='{table}', content_rowid='id', tokenize='trigram');");
        migrationBuilder.Sql($"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild');");
        migrationBuilder.Sql($"""
            CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
                INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
        migrationBuilder.Sql($"""
            CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
                INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
            END;
            """);
        // Only this column: a toggle writes nothing here.
        migrationBuilder.Sql($"""
            CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table} BEGIN
                INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
                INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
    }

    public static void Drop(MigrationBuilder migrationBuilder, string table)
    {
        foreach (var change in (string[])["insert", "delete", "update"])
            migrationBuilder.Sql($"DROP TRIGGER {table}_search_{change};");
        migrationBuilder.Sql($"DROP TABLE {table}_search;");
    }
}
