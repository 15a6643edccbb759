using Microsoft.Data.Sqlite;

namespace AdminApp.Benchmarks.Activations;

/// <summary>What a tenant's file says about a deactivation batch, read without the product.</summary>
/// <param name="Pending">Records not decided yet.</param>
/// <param name="Faults">What must not be; empty when all is well.</param>
internal sealed record BatchState(long Pending, IReadOnlyList<string> Faults)
{
    private const string OfBatch = "FROM activation_items x JOIN parties p ON p.id = x.entity_id WHERE x.batch_id = $batch AND ";

    private const string Audited = "(SELECT entity_id, count(*) AS times FROM audit_entries WHERE batch_id = $batch AND entity = 'parties' GROUP BY entity_id)";

    private static readonly (string What, string CountSql)[] Forbidden =
    [
        ("records changed without being recorded", $"SELECT count(*) {OfBatch} x.outcome = 'pending' AND p.version <> x.version"),
        ("records recorded as changed and not changed", $"SELECT count(*) {OfBatch} x.outcome = 'changed' AND (p.is_active OR p.version <> x.new_version)"),
        ("changed records without exactly one audit row",
            $"SELECT count(*) FROM (SELECT entity_id FROM activation_items WHERE batch_id = $batch AND outcome = 'changed') x LEFT JOIN {Audited} a ON a.entity_id = x.entity_id WHERE a.times IS NOT 1"),
        ("audit rows of records not changed",
            $"SELECT count(*) FROM {Audited} a LEFT JOIN activation_items x ON x.batch_id = $batch AND x.entity_id = a.entity_id WHERE x.outcome IS NOT 'changed'"),
        ("records off the batch's own count", "SELECT abs(b.changed - (SELECT count(*) FROM activation_items x WHERE x.batch_id = $batch AND x.outcome = 'changed')) FROM activation_batches b WHERE b.id = $batch"),
        ("foreign key violations", "SELECT count(*) FROM pragma_foreign_key_check"),
        ("integrity faults", "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
    ];

    public static BatchState Read(string file, string batch)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var faults = Forbidden.Select(f => (f.What, Count: Count(connection, f.CountSql, batch))).Where(f => f.Count > 0).Select(f => $"{f.Count} {f.What}").ToList();
        return new BatchState(Count(connection, "SELECT count(*) FROM activation_items WHERE batch_id = $batch AND outcome = 'pending'", batch), faults);
    }

    private static long Count(SqliteConnection connection, string sql, string batch)
    {
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$batch", batch);
        return (long)command.ExecuteScalar()!;
    }
}
