using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema.Postgres;

/// <summary>
/// Raises a record's version when somebody else changes it: the origin's own application, which goes on writing to an adopted
/// database, knows nothing of versions. Without it an edit of theirs would be overwritten as if it had not happened.
/// </summary>
internal static class VersionTrigger
{
    public static void Create(MigrationBuilder migrationBuilder, params ReadOnlySpan<string> tables)
    {
        migrationBuilder.Sql("""
            CREATE FUNCTION adminapp_raise_version() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                NEW.version := OLD.version + 1;
                RETURN NEW;
            END
            $body$;
            """);
        foreach (var table in tables)
            migrationBuilder.Sql($"CREATE TRIGGER adminapp_raise_version BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NEW.version = OLD.version) EXECUTE FUNCTION adminapp_raise_version();");
    }

    public static void Drop(MigrationBuilder migrationBuilder, params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
            migrationBuilder.Sql($"DROP TRIGGER adminapp_raise_version ON {table};");
        migrationBuilder.Sql("DROP FUNCTION adminapp_raise_version();");
    }
}
