using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class OutcomeTests
{
    private const string Objects = """
        WITH mine AS (SELECT c.oid, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))
        SELECT relname::text FROM mine WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I')
        UNION ALL SELECT conname FROM pg_constraint JOIN mine ON mine.oid = conrelid WHERE contype <> 't'
        UNION ALL SELECT tgname FROM pg_trigger JOIN mine ON mine.oid = tgrelid WHERE NOT tgisinternal
        UNION ALL SELECT polname FROM pg_policy
        UNION ALL SELECT attname FROM pg_attribute a JOIN mine ON mine.oid = attrelid WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' FROM pg_proc p WHERE p.oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        UNION ALL SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'
        """;

    [Fact]
    public async Task Every_object_of_the_torture_database_has_an_outcome()
    {
        using var scene = MapScene.Of(await TortureData.CreateDatabaseAsync());
        var told = scene.Map.Outcomes.Select(outcome => outcome.Name).ToHashSet(StringComparer.Ordinal);

        await using var connection = new NpgsqlConnection(scene.Source + ";Search Path=pg_catalog");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Objects, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var missing = new List<string>();
        while (await reader.ReadAsync())
        {
            if (!told.Contains(reader.GetString(0)))
                missing.Add(reader.GetString(0));
        }

        Assert.Empty(missing);
        Assert.All(scene.Map.Outcomes, outcome => Assert.Equal(outcome.Outcome == ObjectOutcome.Translated, outcome.Reason is null));
    }

    [Fact]
    public async Task All_indexes_of_an_ordinary_database_are_translated()
    {
        using var scene = await MapScene.OfAsync("""
            CREATE TABLE parties (id serial PRIMARY KEY, tenant_id int, name varchar(100) NOT NULL, is_active bool DEFAULT true, country varchar(50) DEFAULT 'India', created_at timestamp NOT NULL DEFAULT now());
            CREATE TABLE invoices (id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES parties(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, invoice_no varchar(16) UNIQUE NOT NULL,
                date timestamp NOT NULL, status varchar(20) NOT NULL CHECK (status IN ('Draft', 'Sent')), rate numeric(10,4) NOT NULL DEFAULT 1 CHECK (rate > 0.5), uid uuid DEFAULT gen_random_uuid());
            CREATE INDEX ON invoices (customer_id); CREATE INDEX ON invoices (status, date DESC); CREATE INDEX ON parties (lower(name)); CREATE INDEX ON parties (tenant_id) WHERE is_active;
            """);

        Assert.Equal(5, scene.Map.Late.Count);
        Assert.EndsWith("(lower(\"name\"))", scene.Sql("parties_lower_idx"), StringComparison.Ordinal);
        Assert.EndsWith("(\"tenant_id\") WHERE \"is_active\"", scene.Sql("parties_tenant_id_idx"), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Map.Outcomes, outcome => outcome.Outcome == ObjectOutcome.Kept);
        scene.Target.Execute("INSERT INTO parties (name) VALUES ('a'); INSERT INTO invoices (customer_id, invoice_no, date, status) VALUES (1, 'x', '', 'Sent')");
        Assert.Equal("1.0 36 4", scene.Target.Query("SELECT rate || ' ' || length(uid) || ' ' || substr(uid, 15, 1) FROM invoices")[0][0]);
        Assert.Equal("1 India", scene.Target.Query("SELECT is_active || ' ' || country FROM parties")[0][0]);
    }
}
