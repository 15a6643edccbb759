using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using Microsoft.Data.Sqlite;

namespace AdminApp.Benchmarks.Schema;

/// <summary>Kills <c>schema up</c> and <c>schema down</c> at random moments: the database is at one version or at the other, with every row, and the next run needs no help.</summary>
public sealed class SchemaKillSoak : ISoak
{
    private const int DefaultRounds = 50;
    private const int Parties = 15_000;
    private const int Seed = 20_26;
    private const string Copy = ".migrating";

    // The whole of a change after its copy appeared takes about so long.
    private const int LongestDelay = 900;

    public string Name => "schema-kill";

    public string Description => $"kill -9 of schema up and down at random moments, {DefaultRounds} rounds: wholly old or wholly new, no row lost, the next run works";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        await PartyTenant.CreateAsync(directory.Path, Parties);
        var newest = await VersionAsync(directory.Path);
        var older = newest[..^1];
        var content = Content(directory.Path);
        var random = new Random(Seed);
        var (midway, changed, faults, total) = (0, 0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            var before = await VersionAsync(directory.Path);
            var down = before.SequenceEqual(newest);
            var verb = Verb(down, older[^1]);
            var delay = TimeSpan.FromMilliseconds(random.Next(LongestDelay));
            var killed = await KilledRun.RunAsync(
                directory.Path, Path.Combine(directory.Path, "tenants"), verb, (_, file) => file?.Contains(Copy, StringComparison.Ordinal) == true, delay);
            midway += killed ? 1 : 0;
            var after = await VersionAsync(directory.Path);
            changed += killed && !after.SequenceEqual(before) ? 1 : 0;
            var found = new List<string>();
            if (!after.SequenceEqual(newest) && !after.SequenceEqual(older))
                found.Add($"neither version: {string.Join(", ", after)}");
            if (Content(directory.Path) != content)
                found.Add("rows were lost or changed");
            // The next one needs no help, and tidies up.
            var next = await CliRun.RunAsync(directory.Path, Verb(after.SequenceEqual(newest), older[^1]));
            if (next.ExitCode != 0)
                found.Add($"the next run ended with {next.ExitCode}: {next.Error.Trim()}");
            found.AddRange(Directory.GetFiles(Path.Combine(directory.Path, "tenants"), "*" + Copy + "*").Select(file => $"{Path.GetFileName(file)} was left behind"));
            faults += found.Count;
            output.Remark($"Round {round} of {total}: {(down ? "down" : "up")} {(killed ? $"killed {delay.TotalMilliseconds} ms after its copy appeared" : "ended before the kill")}, {(found.Count == 0 ? "whole" : string.Join("; ", found))}");
        }
        output.AtLeast("schema-kill.killed", midway, $"of {total} rounds", Math.Ceiling(total * 0.7));
        output.Figure("schema-kill.killed-and-changed", changed, "rounds");
        output.AtMost("schema-kill.faults", faults, "faults", 0);
    }

    private static string[] Verb(bool down, string older) =>
        down ? ["schema", "down", "--tenant", PartyTenant.Slug, "--to", older] : ["schema", "up", "--tenant", PartyTenant.Slug];

    private static async Task<string[]> VersionAsync(string directory)
    {
        var status = await CliRun.RunAsync(directory, "schema", "status", "--tenant", PartyTenant.Slug, "--json");
        var database = status.Output.Length > 0 ? JsonDocument.Parse(status.Output).RootElement[0] : throw new InvalidOperationException(status.Error);
        return database.GetProperty("fault").ValueKind == JsonValueKind.Null
            ? [.. database.GetProperty("applied").EnumerateArray().Select(name => name.GetString()!)]
            : throw new InvalidOperationException(database.GetProperty("fault").GetString());
    }

    // What both versions have; a migration adds columns that are made of these.
    private static string Content(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={PartyTenant.PathIn(directory)};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("""
            SELECT (SELECT group_concat(quick_check) FROM pragma_quick_check) || ' ' || count(*) || ' ' || sum(id * 31 % 1000003) || ' ' || sum(length(name)) || ' '
                || sum(length(notes)) || ' ' || sum(is_active) || ' ' || sum(length(gstin)) || ' ' || min(name) || ' ' || max(name) FROM parties
            """, connection);
        return (string)command.ExecuteScalar()!;
    }
}
