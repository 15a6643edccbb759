namespace AdminApp.Tests.Shared.Postgres;

/// <summary>Random changes of every table of a source: <c>CALL chaos(STEPS)</c>.</summary>
public static class Chaos
{
    // What cannot be streamed as it is gets an identity, and triggers that raise raise no more.
    private const string Streamable = """
        DO $$
        DECLARE t regclass;
        BEGIN
            FOR t IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND (c.relreplident = 'n' OR c.relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary AND x.indimmediate))
            LOOP
                EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', t);
            END LOOP;
            FOR t IN SELECT c.oid FROM pg_class c WHERE c.relkind = 'r' AND c.relpersistence = 'u'
            LOOP
                EXECUTE format('ALTER TABLE %s SET LOGGED', t);
            END LOOP;
            IF EXISTS (SELECT FROM pg_proc WHERE proname = 'touch' AND pronamespace = 'public'::regnamespace) THEN
                CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN CASE TG_LEVEL WHEN ''ROW'' THEN coalesce(NEW, OLD) END; END';
            END IF;
        END $$;
        """;

    /// <summary>Makes every table streamable that can be, and the procedure.</summary>
    public static async Task InstallAsync(string connectionString) =>
        await PostgresCluster.ExecuteAsync(connectionString, Streamable + await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Postgres", "chaos.sql")));
}
