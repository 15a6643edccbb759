using Npgsql;

namespace AdminApp.Benchmarks.Copy;

/// <summary>A table of the source as the pipeline creates it in SQLite.</summary>
public sealed record SourceTable(string Name, string CreateSql, string IndexSql);

/// <summary>Reads the source's catalogue and writes the plainest SQLite schema for it.</summary>
internal static class SourceTables
{
    private const string Sql = """
        select c.relname::text,
          (select string_agg(format('"%s" %s', a.attname, case
             when a.attname = 'id' then 'integer primary key'
             when a.atttypid in ('int4'::regtype, 'bool'::regtype) then 'integer'
             when a.atttypid = 'float8'::regtype then 'real' else 'text' end), ', ' order by a.attnum)
           from pg_attribute a where a.attrelid = c.oid and a.attnum > 0),
          coalesce((select string_agg(format('create index "%s_%s" on "%s"("%s");', c.relname, a.attname, c.relname, a.attname), '')
           from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
           where k.conrelid = c.oid and k.contype in ('f', 'u') and a.attname <> 'tenant_id'), '')
        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'alembic_version'
        order by c.relname
        """;

    public static async Task<IReadOnlyList<SourceTable>> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<SourceTable>();
        while (await reader.ReadAsync())
            tables.Add(new SourceTable(reader.GetString(0), $"create table \"{reader.GetString(0)}\" ({reader.GetString(1)});", reader.GetString(2)));
        return tables;
    }
}
