using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;
using Microsoft.Data.Sqlite;

namespace AdminApp.Benchmarks.Backups;

/// <summary>Kills <c>backup restore</c> at random moments between two states of a tenant that share no row: it must be in one of them, whole.</summary>
public sealed class RestoreKillSoak : ISoak
{
    private const int DefaultRounds = 100;
    private const int Parties = 15_000;
    private const int Seed = 20_26;

    private static readonly string[] Moments = ["Hashing", "Digesting", "Writing", "Exchanging"];

    public string Name => "restore-kill";

    public string Description => $"kill -9 of backup restore at random moments, {DefaultRounds} rounds: the tenant is wholly old or wholly new";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        await PartyTenant.CreateAsync(directory.Path, Parties);
        var states = new[] { await StateAsync(directory.Path, "UPDATE parties SET notes = 'first'"), await StateAsync(directory.Path, "DELETE FROM parties WHERE id % 3 = 0; UPDATE parties SET notes = 'second'") };
        var random = new Random(Seed);
        var (midway, changed, faults, total) = (0, 0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            var before = Fingerprint(directory.Path);
            var target = states.First(state => state.Fingerprint != before);
            var moment = random.Next(3) == 0 ? Moments[random.Next(Moments.Length - 1)] : Moments[^1];
            var delay = TimeSpan.FromMilliseconds(random.Next(400));
            var killed = await KilledRun.RunAsync(
                directory.Path, Path.Combine(directory.Path, "tenants"), ["backup", "restore", target.File, "--reason", "soak"], (said, _) => said.Contains(moment, StringComparison.Ordinal), delay);
            midway += killed ? 1 : 0;
            var after = Fingerprint(directory.Path);
            changed += killed && after == target.Fingerprint ? 1 : 0;
            var fault = after != before && after != target.Fingerprint ? $"neither old nor new: {after}"
                : !killed && after != target.Fingerprint ? "acknowledged and not restored" : null;
            faults += fault is null ? 0 : 1;
            output.Remark($"Round {round} of {total}: {(killed ? $"killed at \"{moment}\" + {delay.TotalMilliseconds} ms" : "ended before the kill")}, {fault ?? (after == before ? "old" : "new")}");
            RemoveSafety(directory.Path, states);
        }
        output.AtLeast("restore-kill.killed", midway, $"of {total} rounds", Math.Ceiling(total * 0.6));
        output.Figure("restore-kill.killed-and-new", changed, "rounds");
        output.AtMost("restore-kill.faults", faults, "faults", 0);
    }

    private static async Task<(string File, string Fingerprint)> StateAsync(string directory, string sql)
    {
        Run(directory, sql);
        var made = await CliRun.RunAsync(directory, "backup", "create", "--tenant", PartyTenant.Slug, "--json");
        return made.ExitCode == 0
            ? (JsonDocument.Parse(made.Output).RootElement[0].GetProperty("file").GetString()!, Fingerprint(directory))
            : throw new InvalidOperationException(made.Error);
    }

    /// <summary>Of every row of the parties, after SQLite has put the file right as any next opening does; and of its structure.</summary>
    private static string Fingerprint(string directory) => Run(directory, """
        SELECT (SELECT group_concat(quick_check) FROM pragma_quick_check) || ' ' || count(*) || ' ' || min(notes) || ' ' || max(notes) || ' ' || sum(id * 31 % 1000003) || ' ' || sum(length(name) + length(search_text)) FROM parties
        """);

    private static string Run(string directory, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={PartyTenant.PathIn(directory)};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar() as string ?? "";
    }

    // A hundred of them would fill the disk; that they are whole is the other soak's matter.
    private static void RemoveSafety(string directory, IEnumerable<(string File, string Fingerprint)> states)
    {
        var kept = states.SelectMany(state => new[] { state.File, Path.ChangeExtension(state.File, ".json") }).ToHashSet();
        foreach (var file in Directory.GetFiles(Path.Combine(directory, "backups")).Where(file => !kept.Contains(Path.GetFileName(file))))
            File.Delete(file);
    }
}
