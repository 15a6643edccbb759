using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.Schema;

public sealed class OriginSchemaTests
{
    [Theory]
    [InlineData(684, """
        SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
            datetime_precision, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('alembic_version', '__EFMigrationsHistory')
        ORDER BY table_name, ordinal_position
        """)]
    [InlineData(39 + 12 + 88, """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT IN ('alembic_version', '"__EFMigrationsHistory"')
        ORDER BY conrelid::regclass::text, conname
        """)]
    [InlineData(39 + 12, """
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', '__EFMigrationsHistory')
        ORDER BY indexname
        """)]
    [InlineData(39, "SELECT sequencename, data_type::text, start_value, increment_by FROM pg_sequences ORDER BY sequencename")]
    public async Task The_baseline_on_PostgreSQL_is_the_schema_of_the_origin(int expectedRows, string catalogQuery)
    {
        var cluster = await PostgresCluster.GetAsync();
        using var origin = TenantDatabase.OnServer(await cluster.CreateOriginDatabaseAsync());
        using var ours = await TenantDatabase.CreateAsync(TenantDatabase.PostgreSql);
        await ours.MigrateAsync(SchemaStep.All(ours)[0].Migration);

        var expected = await LinesAsync(origin, catalogQuery);
        Assert.Equal(expectedRows, expected.Count);
        Assert.Equal(expected, await LinesAsync(ours, catalogQuery));
    }

    private static async Task<List<string>> LinesAsync(TenantDatabase database, string query) =>
        [.. (await database.QueryAsync(query)).Select(row => string.Join(' ', row))];
}
