namespace AdminApp.Data.DataMigration.Catalogue;

/// <summary>The tables in which a target keeps what SQLite itself cannot say about its source. They are made for people to read as well.</summary>
internal static class CatalogueSql
{
    /// <summary>Begins every name the copy adds to a target.</summary>
    public const string Prefix = "_pg_";

    /// <summary>Made with the empty target, because the load fills <c>_pg_exact</c>.</summary>
    public const string Create = """
        CREATE TABLE _pg_info (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE _pg_table (
            id INTEGER PRIMARY KEY,
            schema TEXT NOT NULL,
            name TEXT NOT NULL,
            target TEXT NOT NULL,
            key TEXT NOT NULL,
            row_id TEXT,
            has_integer_key INTEGER NOT NULL,
            parts TEXT NOT NULL,
            rows INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE _pg_column (
            table_id INTEGER NOT NULL,
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            target TEXT NOT NULL,
            type TEXT NOT NULL,
            encoding TEXT NOT NULL,
            scale INTEGER,
            wire TEXT NOT NULL,
            binary_select TEXT NOT NULL,
            text_select TEXT NOT NULL,
            not_null INTEGER NOT NULL,
            computed INTEGER NOT NULL,
            generated INTEGER NOT NULL,
            filled INTEGER NOT NULL,
            PRIMARY KEY (table_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE _pg_sequence (
            schema TEXT NOT NULL,
            name TEXT NOT NULL,
            last_value INTEGER NOT NULL,
            is_called INTEGER NOT NULL,
            table_id INTEGER,
            PRIMARY KEY (schema, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE _pg_ddl (
            position INTEGER PRIMARY KEY,
            section TEXT NOT NULL,
            kind TEXT NOT NULL,
            schema TEXT NOT NULL,
            table_name TEXT,
            name TEXT NOT NULL,
            sql TEXT NOT NULL
        ) STRICT;
        CREATE TABLE _pg_outcome (
            position INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            schema TEXT NOT NULL,
            table_name TEXT,
            name TEXT NOT NULL,
            outcome TEXT NOT NULL,
            target TEXT,
            reason TEXT
        ) STRICT;
        CREATE TABLE _pg_exact (
            table_id INTEGER NOT NULL,
            row_id INTEGER NOT NULL,
            column_id INTEGER NOT NULL,
            stored ANY,
            pgtext TEXT,
            PRIMARY KEY (table_id, row_id, column_id)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Adds an exact value: table, row and column number, the value as stored, PostgreSQL's text (NULL: it was NULL).</summary>
    public const string InsertExact = "INSERT INTO _pg_exact (table_id, row_id, column_id, stored, pgtext) VALUES (?1, ?2, ?3, ?4, ?5)";
}
