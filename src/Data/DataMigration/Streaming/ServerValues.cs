using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Asks the source, over a session of its own that is opened when it is first needed.</summary>
internal sealed class ServerValues(SourceAddress address, CancellationToken cancellationToken) : IServerValues, IDisposable
{
    private const string ColumnsSql = """
        SELECT a.attname::text, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(c.collname) ELSE '' END,
            CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_collation c ON c.oid = a.attcollation LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
        WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """;

    private readonly Dictionary<uint, Computed> _computed = [];
    private NpgsqlConnection? _connection;

    public void Compute(TableWriter writer, CataloguePart part, RowImage row)
    {
        if (!_computed.TryGetValue(part.Oid, out var computed))
            _computed[part.Oid] = computed = Prepare(writer, part);
        for (var i = 0; i < computed.Inputs.Length; i++)
            computed.Command.Parameters[i].Value = row.Text(computed.Inputs[i]) is { } text ? text : DBNull.Value;
        using var reader = computed.Command.ExecuteReader();
        reader.Read();
        for (var i = 0; i < computed.Outputs.Length; i++)
            row.Make(computed.Outputs[i], reader.IsDBNull(i) ? null : StoredTexts.Pinned(System.Text.Encoding.UTF8.GetBytes(reader.GetString(i))));
    }

    // The rows are put beside each other in a temporary table of the source, in the order of their numbers; the source says
    // which of them belong to the leaves.
    public void DeletePart(SqliteFile file, MappedTable table, TableWriter writer, IReadOnlyList<CataloguePart> truncated, DatabaseMap map)
    {
        var session = Session();
        using var transaction = session.BeginTransaction();
        Execute($"CREATE TEMP TABLE adminapp_rows (LIKE {SourceTable.Quote(table.Schema)}.{SourceTable.Quote(table.Source)} INCLUDING GENERATED) ON COMMIT DROP; ALTER TABLE adminapp_rows ADD adminapp_number bigserial");
        var sender = new RowSender(file, table, cancellationToken);
        using (var target = new CopyTarget(session.BeginTextImport($"COPY {sender.Into("pg_temp.adminapp_rows")} FROM STDIN") as NpgsqlCopyTextWriter ?? throw new InvalidOperationException("The driver's text writer is another.")))
        {
            sender.Send(target, _ => { });
            target.Complete();
        }
        var conditions = truncated.Select(part => $"({Text($"SELECT pg_get_partition_constraintdef({part.Oid})")})");
        var numbers = new HashSet<long>();
        using (var command = new NpgsqlCommand($"SELECT adminapp_number FROM pg_temp.adminapp_rows WHERE {string.Join(" OR ", conditions)}", session))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                numbers.Add(reader.GetInt64(0));
        }
        transaction.Commit();
        var rows = file.Query($"SELECT {SqliteFile.Quote(table.RowId!)} FROM {SqliteFile.Quote(table.Target)} ORDER BY 1");
        foreach (var (index, row) in rows.Index())
        {
            if (numbers.Contains(index + 1))
                writer.Delete(long.Parse(row[0]!, null));
        }
    }

    public void Dispose()
    {
        foreach (var computed in _computed.Values)
            computed.Command.Dispose();
        _connection?.Dispose();
    }

    private Computed Prepare(TableWriter writer, CataloguePart part)
    {
        var session = Session();
        var columns = new List<(string Name, string Type, string? Expression)>();
        Execute("SELECT set_config('search_path', '', false)");
        using (var query = new NpgsqlCommand(ColumnsSql, session))
        {
            query.Parameters.Add(new NpgsqlParameter { Value = part.Oid, NpgsqlDbType = NpgsqlDbType.Oid });
            using var reader = query.ExecuteReader();
            while (reader.Read())
                columns.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }
        // What the expressions call finds its way as it does in the table itself.
        Execute("RESET search_path");
        var inputs = columns.Where(column => column.Expression is null && Index(column.Name) >= 0).ToArray();
        var outputs = columns.Where(column => column.Expression is not null && Index(column.Name) >= 0).ToArray();
        var given = string.Join(", ", inputs.Select((column, index) => $"${index + 1}::{column.Type} AS {SourceTable.Quote(column.Name)}"));
        var asked = string.Join(", ", outputs.Select(column => $"({column.Expression})::{column.Type.Split(" COLLATE ")[0]}"));
        var command = new NpgsqlCommand($"SELECT {asked} FROM (SELECT {given}) AS t", session) { AllResultTypesAreUnknown = true };
        foreach (var _ in inputs)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Unknown });
        return new Computed(command, [.. inputs.Select(column => Index(column.Name))], [.. outputs.Select(column => Index(column.Name))]);

        int Index(string name) => writer.Columns.FirstOrDefault(column => column.Column.Source == name)?.Index ?? -1;
    }

    private NpgsqlConnection Session() => _connection ??= StreamSessions.OpenAsync(address, cancellationToken).GetAwaiter().GetResult();

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, Session());
        command.ExecuteNonQuery();
    }

    private string Text(string sql)
    {
        using var command = new NpgsqlCommand(sql, Session());
        return (string)command.ExecuteScalar()!;
    }

    private sealed record Computed(NpgsqlCommand Command, int[] Inputs, int[] Outputs);
}
