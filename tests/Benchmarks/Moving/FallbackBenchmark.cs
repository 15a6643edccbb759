using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.Parties;
using AdminApp.Data.Tenants;
using AdminApp.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace AdminApp.Benchmarks.Moving;

/// <summary>How long nobody can write while 10,000 changed rows go back, and what the change log costs those who write.</summary>
public sealed class FallbackBenchmark : IBenchmark
{
    private const int Parties = 20_000;
    private const int Toggles = 400;
    private const double GoalSeconds = 5;

    private const string Changes = """
        UPDATE parties SET notes = 'changed ' || id, version = version + 1 WHERE id <= 5000;
        UPDATE invoices SET notes = 'changed' WHERE id <= 2000;
        INSERT INTO payments (tenant_id, invoice_id, amount, payment_method) SELECT tenant_id, id, '12.5', 'cash' FROM invoices WHERE id <= 2000;
        DELETE FROM payments WHERE id IN (SELECT id FROM payments ORDER BY id LIMIT 1000);
        """;

    public string Name => "fallback";

    public string Description => "10,000 changed rows of a tenant go back to PostgreSQL; a toggle and a bulk change with and without the change log";

    public async Task RunAsync(BenchmarkOutput output)
    {
        await using var app = await TestInstallation.CreateFilledAsync(Parties);
        await CutOverAsync(app);
        var file = app.Service<DatabaseLocations>().Tenant(TestInstallation.Slug);
        Execute(file, Changes);
        var preview = await app.Service<TenantFallback>().PreviewAsync(Actor.CommandLine, new FallbackRequest(TestInstallation.Slug), null, default);
        var report = await app.Service<TenantFallback>().RunAsync(Actor.CommandLine, new FallbackRequest(TestInstallation.Slug), null, default);
        if (!report.Ok)
            throw new InvalidOperationException(report.Error);
        output.Figure("fallback.rows", report.Rows, "rows");
        output.Figure("fallback.dry-run", preview.Seconds, "s");
        output.AtMost("fallback.downtime", report.DowntimeMs!.Value / 1000, "s", GoalSeconds);
        foreach (var (step, seconds) in report.Timings)
            output.Figure($"fallback.{step}", seconds, "s");

        await CutOverAsync(app);
        var (toggle, bulk) = (await TogglesAsync(app, file), Bulk(file));
        if (long.Parse(Ask(file, "SELECT count(*) FROM _change_log"), System.Globalization.CultureInfo.InvariantCulture) < 10_000)
            throw new InvalidOperationException("The bulk change was not logged.");
        Execute(file, Ask(file, @"SELECT group_concat('DROP TRIGGER ""' || name || '""', ';') FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '\_change%' ESCAPE '\'"));
        var (plainToggle, plainBulk) = (await TogglesAsync(app, file), Bulk(file));
        output.Figure("fallback.toggle-logged", toggle, "ms");
        output.Figure("fallback.toggle-plain", plainToggle, "ms");
        output.Figure("fallback.bulk-10000-logged", bulk, "ms");
        output.Figure("fallback.bulk-10000-plain", plainBulk, "ms");
    }

    private static async Task CutOverAsync(TestInstallation app)
    {
        var report = await app.Service<TenantCutover>().RunAsync(Actor.CommandLine, new CutoverRequest(TestInstallation.Slug) { WithoutStream = true, Confirm = _ => null }, null, default);
        if (report.Error is not null || report.DowntimeMs is null)
            throw new InvalidOperationException(report.Error ?? "There was no switch.");
    }

    private static async Task<double> TogglesAsync(TestInstallation app, string file)
    {
        var ids = Ask(file, "SELECT group_concat(id) FROM (SELECT id FROM parties WHERE NOT is_protected ORDER BY id LIMIT 50)").Split(',').Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var samples = new Samples();
        for (var i = 0; i < Toggles; i++)
        {
            var watch = Stopwatch.StartNew();
            await app.Service<PartyService>().ToggleAsync(app.Administrator, ids[i % ids.Length], default);
            samples.Add(watch.Elapsed.TotalMilliseconds);
        }
        return samples.Median;
    }

    // As the runner of bulk actions writes: one statement for a chunk.
    private static double Bulk(string file)
    {
        var samples = new Samples();
        for (var i = 0; i < 11; i++)
        {
            var watch = Stopwatch.StartNew();
            Execute(file, "UPDATE parties SET is_active = NOT is_active, version = version + 1 WHERE id <= 10000");
            samples.Add(watch.Elapsed.TotalMilliseconds);
        }
        return samples.Median;
    }

    private static void Execute(string file, string sql) => Run(file, command => command.ExecuteNonQuery(), sql);

    private static string Ask(string file, string sql) => Run(file, command => Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!, sql);

    private static T Run<T>(string file, Func<SqliteCommand, T> run, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, ForeignKeys = true }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
