using System.Globalization;
using System.Text.Json;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using Microsoft.Data.Sqlite;

namespace AdminApp.Tests.Cli;

public sealed class OperationsVerbTests
{
    [Fact]
    public async Task Schema_and_backup_verbs_work_hand_in_hand()
    {
        using var directory = new TestDirectory();
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "tenant", "create", "sharma")).ExitCode);
        var newest = (await JsonAsync(directory, "schema", "status", "--tenant", "sharma", "--json"))[0].GetProperty("applied").EnumerateArray().Last().GetString()!;

        var backup = (await JsonAsync(directory, "backup", "create", "--tenant", "sharma", "--json"))[0];
        var down = await JsonAsync(directory, "schema", "down", "--tenant", "sharma", "--to", "OriginBaseline", "--json");
        Assert.Equal(newest, down.GetProperty("from").GetString());
        var status = await InProcessVerb.RunAsync(directory, "schema", "status");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{down.GetProperty("steps").GetArrayLength()} pending"), status.Output, StringComparison.Ordinal);
        Assert.Equal(newest, (await JsonAsync(directory, "schema", "up", "--all", "--json"))[0].GetProperty("to").GetString());

        var file = backup.GetProperty("file").GetString()!;
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "backup", "verify", file)).ExitCode);
        var restored = await JsonAsync(directory, "backup", "restore", file, "--json");
        Assert.StartsWith("sharma-", restored.GetProperty("safety_backup").GetString(), StringComparison.Ordinal);
        var listed = await JsonAsync(directory, "backup", "list", "--json");
        Assert.Equal(["before-restore", "before-migration", "before-migration", "manual"], listed.EnumerateArray().Select(b => b.GetProperty("reason").GetString()));
        Assert.All(listed.EnumerateArray(), b => Assert.Equal("present", b.GetProperty("state").GetString()));
        await VerifyAuditAsync(directory);
    }

    /// <summary>The restore is in the audit, as the first row of what is there since.</summary>
    private static async Task VerifyAuditAsync(TestDirectory directory)
    {
        var intact = (await JsonAsync(directory, "audit", "verify", "--json"))[0];
        Assert.True(intact.GetProperty("ok").GetBoolean());
        var head = intact.GetProperty("head").GetString()!;
        Assert.Equal(0, (await InProcessVerb.RunAsync(directory, "audit", "verify", "--tenant", "sharma", "--head", head)).ExitCode);
        await RefusedAsync(directory, "\"12\"", "audit", "verify", "--tenant", "sharma", "--head", "12");

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(directory.Path, "tenants", "sharma.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var tamper = connection.CreateCommand();
            tamper.CommandText = "UPDATE audit_entries SET actor = 'somebody'";
            await tamper.ExecuteNonQueryAsync();
        }
        var broken = await InProcessVerb.RunAsync(directory, "audit", "verify");
        Assert.Equal(3, broken.ExitCode);
        Assert.Contains("sharma: BROKEN at row 1: its content is not what was written", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_one_line_with_the_value_and_the_next_step()
    {
        using var directory = new TestDirectory();
        await InProcessVerb.RunAsync(directory, "tenant", "create", "sharma");
        await RefusedAsync(directory, "--all", "schema", "up");
        await RefusedAsync(directory, "tenant create nobody", "schema", "up", "--tenant", "nobody");
        await RefusedAsync(directory, "\"Nonsense\"", "schema", "up", "--tenant", "sharma", "--to", "Nonsense");
        await RefusedAsync(directory, "backup list", "backup", "restore", "sharma-20260101T000000Z-00ff.db");
        await RefusedAsync(directory, "\"../central.db\"", "backup", "restore", "../central.db");
        await RefusedAsync(directory, "central database cannot go down to 0", "schema", "down", "--tenant", "central", "--to", "0");
    }

    [Fact]
    public async Task Beside_a_running_server_reading_verbs_work_and_it_carries_out_the_writing_ones()
    {
        await using var app = await AppProcess.StartAsync();
        Assert.Equal(0, (await CliRun.RunAsync(app.DataDirectory, "schema", "status")).ExitCode);
        var created = await CliRun.RunAsync(app.DataDirectory, "backup", "create", "--tenant", "central", "--reason=-by hand", "--json");
        Assert.True(created.ExitCode == 0, created.Error);
        Assert.StartsWith("central-", Assert.Single(JsonDocument.Parse(created.Output).RootElement.EnumerateArray()).GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.RunAsync(app.DataDirectory, "backup", "list")).ExitCode);
        Assert.Equal(1, (await CliRun.RunAsync(app.DataDirectory, "tenant", "freeze", "nobody")).ExitCode);
        Assert.Contains("SQLite 3.", app.Output, StringComparison.Ordinal);

        Directory.Delete(Path.Combine(app.DataDirectory, "run"), recursive: true);
        var refused = await CliRun.RunAsync(app.DataDirectory, "backup", "create", "--tenant", "central");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains(app.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_starts_and_answers_over_an_abandoned_lock_in_the_central_database()
    {
        using var directory = new TestDirectory();
        await CliRun.RunAsync(directory.Path, "tenant", "create", "sharma");
        await using (var connection = new SqliteConnection($"Data Source={directory.File("central.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-02 03:04:05')";
            await command.ExecuteNonQueryAsync();
        }
        await using var app = await AppProcess.StartAsync(new AppProcessOptions { DataDirectory = directory.Path, ReadyTimeout = TimeSpan.FromSeconds(30) });
        Assert.Contains("\"status\":\"ok\"", await app.Client.GetStringAsync(new Uri("/health", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(TestDirectory directory, params string[] arguments)
    {
        var run = await InProcessVerb.RunAsync(directory, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static async Task RefusedAsync(TestDirectory directory, string named, params string[] arguments)
    {
        var run = await InProcessVerb.RunAsync(directory, arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(named, Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
