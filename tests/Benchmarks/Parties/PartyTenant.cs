using AdminApp.Data.Schema.Sqlite;
using AdminApp.Tests.Shared.Application;
using Microsoft.Data.Sqlite;

namespace AdminApp.Benchmarks.Parties;

/// <summary>A tenant with many parties, made while no server runs: by the product's own verb, then filled with plain SQL.</summary>
internal static class PartyTenant
{
    public const string Slug = "bench";

    /// <summary>A term found in one party only, whatever the size.</summary>
    public const string SelectiveTerm = "party 4711 of";

    /// <summary>A term found in every second party.</summary>
    public const string BroadTerm = "traders";

    private const string Fill = """
        WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < $count)
        INSERT INTO parties (id, name, gstin, gst_enabled, contact_person, contact_number, email, billing_address_line1, billing_city, billing_state,
          billing_country, billing_pincode, gst_registration_status, notes, is_active, is_customer, is_vendor)
        SELECT i, CASE i % 5 WHEN 0 THEN 'Sharma' WHEN 1 THEN 'Ünal' WHEN 2 THEN 'लक्ष्मी' WHEN 3 THEN 'Patel' ELSE 'Müller' END
            || CASE i % 2 WHEN 0 THEN ' Traders' ELSE ' Industries' END || ' Party ' || i || ' of ' || (i * 7919 % $count),
          printf('27ABCDE%04dF1Z5', i % 10000), i % 3 > 0, 'Contact ' || i, printf('+91%010d', 9000000000 + i), 'p' || i || '@example.com',
          i || ', MG Road', CASE i % 4 WHEN 0 THEN 'Pune' WHEN 1 THEN 'Mumbai' WHEN 2 THEN 'Zürich' ELSE 'Chennai' END, 'Maharashtra',
          'India', printf('%06d', 400001 + i % 1000), 'GST registered', CASE WHEN i % 5 > 0 THEN 'Remark ' || i END, i % 9 > 0, i % 3 > 0, i % 2
        FROM numbers
        """;

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "tenants", Slug + ".db");

    public static async Task CreateAsync(string dataDirectory, int parties)
    {
        var created = await CliRun.RunAsync(dataDirectory, "tenant", "create", Slug);
        if (created.ExitCode != 0)
            throw new InvalidOperationException($"tenant create ended with {created.ExitCode}: {created.Error}");
        await using var connection = new SqliteConnection($"Data Source={PathIn(dataDirectory)};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        await using var fill = new SqliteCommand(Fill, connection, transaction);
        fill.Parameters.AddWithValue("$count", parties);
        await fill.ExecuteNonQueryAsync();
        SearchColumns.RefreshAll(connection, transaction);
        await transaction.CommitAsync();
        await using var analyse = new SqliteCommand("ANALYZE", connection);
        await analyse.ExecuteNonQueryAsync();
    }
}
