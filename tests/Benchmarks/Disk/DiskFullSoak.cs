using System.Security.Cryptography;
using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared.Application;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Benchmarks.Disk;

/// <summary>
/// Lets the disk run full at random points of <c>backup create</c>, <c>data copy</c> and <c>backup restore</c>: each says so in
/// one line, leaves what was there, and takes away what it had begun.
/// </summary>
public sealed class DiskFullSoak : ISoak
{
    private const int DefaultRounds = 60;
    private const int Parties = 8_000;
    private const int Seed = 20_26;
    private const long Plenty = 1L << 30;

    public string Name => "disk-full";

    public string Description => $"disk full at random points of backup, copy and restore, {DefaultRounds} rounds: said in a line, nothing half left, nothing lost";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        var source = await OriginData.CreateDatabaseAsync(Parties);
        using var disk = new SmallDisk(Plenty);
        await PartyTenant.CreateAsync(disk.Path, Parties);
        var backup = JsonDocument.Parse(await DoAsync(disk, "backup", "create", "--tenant", PartyTenant.Slug, "--json")).RootElement[0].GetProperty("file").GetString()!;
        var target = Path.Combine(disk.Path, "copy.db");
        string[] copy = ["data", "copy", "--source", source, "--target", target, "--replace"];
        await DoAsync(disk, copy);
        string[][] verbs = [["backup", "create", "--tenant", PartyTenant.Slug], copy, ["backup", "restore", backup, "--reason", "soak"]];
        var random = new Random(Seed);
        var (full, faults, total) = (0, 0, rounds ?? DefaultRounds);
        for (var round = 1; round <= total; round++)
        {
            var verb = verbs[round % verbs.Length];
            var room = random.NextInt64(new FileInfo(target).Length + (4 << 20));
            var before = await HashesAsync(disk);
            disk.Resize(disk.Used + room);
            var run = await CliRun.RunAsync(disk.Path, verb);
            disk.Resize(Plenty);
            var found = new List<string>();
            if (run.ExitCode != 0)
            {
                full++;
                var said = run.Error.Trim().Split('\n')[^1];
                if (run.ExitCode != 1 || run.Error.Contains("   at ", StringComparison.Ordinal) || !(said.Contains("full", StringComparison.Ordinal) || said.Contains("space", StringComparison.OrdinalIgnoreCase)))
                    found.Add($"exit code {run.ExitCode}: {run.Error.Trim()}");
                var after = await HashesAsync(disk);
                found.AddRange(before.Where(file => after.GetValueOrDefault(file.Key) != file.Value).Select(file => $"{file.Key} is gone or changed"));
                found.AddRange(after.Keys.Except(before.Keys).Select(file => $"{file} was left behind"));
            }
            var check = await CliRun.RunAsync(disk.Path, "backup", "verify", backup);
            if (check.ExitCode != 0)
                found.Add($"backup verify: {check.Error.Trim()}");
            faults += found.Count;
            output.Remark($"Round {round} of {total}: {verb[0]} {verb[1]} with {room >> 10:N0} KiB, {(run.ExitCode == 0 ? "fitted" : "full")}, {(found.Count == 0 ? "whole" : string.Join("; ", found))}");
            Tidy(disk, backup);
        }
        foreach (var verb in verbs)
            await DoAsync(disk, verb);
        output.AtLeast("disk-full.full", full, $"of {total} rounds", Math.Ceiling(total * 0.5));
        output.AtMost("disk-full.faults", faults, "faults", 0);
    }

    private static async Task<string> DoAsync(SmallDisk disk, params string[] verb)
    {
        var run = await CliRun.RunAsync(disk.Path, verb);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"{string.Join(' ', verb)}: {run.Error}");
    }

    /// <summary>Hash by file: databases with what their write-ahead logs hold, and backups. Logs and the central database change by themselves.</summary>
    private static async Task<SortedDictionary<string, string>> HashesAsync(SmallDisk disk)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(disk.Path, path);
            if (name.StartsWith("log", StringComparison.Ordinal) || name.StartsWith("central.db", StringComparison.Ordinal) || name.StartsWith("owner.", StringComparison.Ordinal)
                || name.EndsWith("-shm", StringComparison.Ordinal) || name.EndsWith("-wal", StringComparison.Ordinal))
                continue;
            await using var file = File.OpenRead(path);
            hashes[name] = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        }
        return hashes;
    }

    // What succeeded made room for nothing.
    private static void Tidy(SmallDisk disk, string backup)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(disk.Path, "backups")).Where(file => Path.GetFileNameWithoutExtension(file) != Path.GetFileNameWithoutExtension(backup)))
            File.Delete(file);
    }
}
