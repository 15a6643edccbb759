using System.Net.Http.Json;
using Microsoft.Data.Sqlite;

namespace AdminApp.Tests.Shared.Application;

/// <summary>A tenant goes into its file, is written to there, falls back, and is killed (-9) somewhere in that.</summary>
public static class FallbackRound
{
    private static readonly string[] Statements =
    [
        "UPDATE invoices SET notes = hex(randomblob(20)) WHERE id IN (SELECT id FROM invoices ORDER BY random() LIMIT 20)",
        "DELETE FROM payments WHERE id IN (SELECT id FROM payments ORDER BY random() LIMIT 3)",
        "INSERT INTO payments (tenant_id, invoice_id, amount, payment_method) SELECT tenant_id, id, '12.5', 'cash' FROM invoices ORDER BY random() LIMIT 10",
        "UPDATE products SET notes = 'moved ' || id, version = version + 1 WHERE id IN (SELECT id FROM products ORDER BY random() LIMIT 10)",
        "UPDATE parties SET email = NULL, version = version + 1 WHERE id IN (SELECT id FROM parties ORDER BY random() LIMIT 10)",
        "DELETE FROM invoice_items WHERE id IN (SELECT id FROM invoice_items ORDER BY random() LIMIT 2)",
    ];

    /// <param name="stage">The application; the tenant lives at its source, and does so afterwards.</param>
    /// <param name="directory">For verbs.</param>
    /// <param name="random">Draws the writes.</param>
    /// <param name="delay">From the start of the fallback to the kill.</param>
    /// <returns>Where the tenant lived after the kill, and what was wrong.</returns>
    public static async Task<(string Provider, IReadOnlyList<string> Faults)> RunAsync(CutoverStage stage, string directory, Random random, TimeSpan delay)
    {
        await stage.StartAsync(streamed: false);
        var cutover = await stage.EndedAsync();
        if (cutover.GetProperty("state").GetString() != "completed")
            return ("", [$"the cutover ended with {cutover.GetRawText()}"]);
        var names = await WriteAsync(stage, random);
        await stage.StartFallbackAsync();
        await Task.Delay(delay);
        await stage.App.KillAsync();
        await stage.App.RestartAsync();

        var (provider, _) = await stage.RowAsync();
        var faults = new List<string>();
        if (provider == "PostgreSql")
            faults.AddRange(await ComparedAsync(stage, directory));
        faults.AddRange(await stage.FaultsAsync(names));
        if (provider == "PostgreSql")
            return (provider, faults);
        await stage.StartFallbackAsync();
        var ended = await stage.FallbackEndedAsync();
        if (ended.GetProperty("state").GetString() != "completed")
            return (provider, [.. faults, $"the next fallback ended with {ended.GetRawText()}"]);
        faults.AddRange(await ComparedAsync(stage, directory));
        faults.AddRange(await stage.FaultsAsync(names));
        return (provider, faults);
    }

    private static async Task<List<string>> WriteAsync(CutoverStage stage, Random random)
    {
        var names = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var name = "round " + Guid.NewGuid().ToString("N");
            using var answer = await stage.Api.PostAsJsonAsync(new Uri("/api/parties", UriKind.Relative), CutoverWriters.Party(name));
            answer.EnsureSuccessStatusCode();
            names.Add(name);
        }
        // As a program beside the application would: the log is in the file.
        await using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = stage.File, Mode = SqliteOpenMode.ReadWrite, Pooling = false, ForeignKeys = true }.ToString());
        await file.OpenAsync();
        for (var i = 0; i < 40; i++)
        {
            await using var command = file.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 5000; " + Statements[random.Next(Statements.Length)];
            await command.ExecuteNonQueryAsync();
        }
        return names;
    }

    // Nobody has written since: both sides must hold the same. The source's numbers have moved on, which is told as a failed check.
    private static async Task<IEnumerable<string>> ComparedAsync(CutoverStage stage, string directory)
    {
        var verified = await CliRun.RunAsync(directory, "data", "verify", "--source", stage.Source, "--target", stage.File);
        return verified.Output.Split('\n').Where(line => line.Contains("DIFFERS", StringComparison.Ordinal) || line.StartsWith("FAILED: foreign", StringComparison.Ordinal));
    }
}
