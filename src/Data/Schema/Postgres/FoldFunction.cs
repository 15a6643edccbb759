using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Schema.Postgres;

/// <summary>
/// <see cref="Text.SearchFold"/> as a function of the database, so that a list on PostgreSQL finds and sorts as one on SQLite
/// does. Immutable, since generated columns are made of it.
/// </summary>
internal static class FoldFunction
{
    public const string Name = "adminapp_fold";

    /// <summary>
    /// PostgreSQL 12 cannot decompose, nor can a database that is not in UTF-8: accents count there. A server built without
    /// ICU folds as the database's own language does.
    /// </summary>
    public static void Create(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DO $do$
        DECLARE
            icu text := '';
            body text;
        BEGIN
            IF EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu' AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))) THEN
                icu := ' COLLATE "und-x-icu"';
            END IF;
            body := format('lower(coalesce(value, %L)%s)', '', icu);
            IF current_setting('server_version_num')::int >= 130000 AND getdatabaseencoding() = 'UTF8' THEN
                body := format('CASE WHEN octet_length(value) = length(value) THEN %s ELSE translate(lower(regexp_replace(normalize(coalesce(value, %L), NFKD), %L, %L, %L)%s), chr(962), chr(963)) END',
                    body, '', '[\u0300-\u036F]', '', 'g', icu);
            END IF;
            EXECUTE format('CREATE FUNCTION adminapp_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $body$ SELECT %s $body$', body);
        END
        $do$;
        """);

    public static void Drop(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP FUNCTION adminapp_fold(text);");
}
