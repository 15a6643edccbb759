using System.Security.Cryptography;
using System.Text.Json;
using AdminApp.Benchmarks.Parties;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Application;

namespace AdminApp.Benchmarks.Backups;

/// <summary>
/// Kills <c>backup create</c> at random moments and looks at once at what is listed: whole backups alone, and every one that was
/// ever listed.
/// </summary>
public sealed class BackupKillSoak : ISoak
{
    private const int DefaultRounds = 100;
    private const int Parties = 8_000;
    private const int Seed = 20_26;
    private const int Restarted = 10;

    // In the order in which a backup says or does them; the last three are files.
    private static readonly string[] Moments = ["Writing", "Checking", "Digesting", "Hashing", ".json.partial", ".db", ".json"];

    private readonly HashSet<string> _whole = [];

    public string Name => "backup-kill";

    public string Description => $"kill -9 of backup create at random moments, {DefaultRounds} rounds: whole backups alone are listed, none is lost, nothing half stays after the next";

    public async Task RunAsync(BenchmarkOutput output, int? rounds)
    {
        using var directory = new TestDirectory();
        await PartyTenant.CreateAsync(directory.Path, Parties);
        var random = new Random(Seed);
        var (midway, faults, total) = (0, 0, rounds ?? DefaultRounds);
        var fullSize = await OneAsync(directory.Path);
        for (var round = 1; round <= total; round++)
        {
            var (moment, killed) = await KillAsync(directory.Path, fullSize, random);
            midway += killed ? 1 : 0;
            var found = await LookAsync(directory.Path);
            if (round % Restarted == 0 || round == total)
                found = [.. found, .. await AfterTheNextAsync(directory.Path)];
            faults += found.Count;
            output.Remark($"Round {round} of {total}: {(killed ? $"killed {moment}" : "ended before the kill")}, {_whole.Count} listed, {(found.Count == 0 ? "all whole" : string.Join("; ", found))}");
        }
        output.AtLeast("backup-kill.killed", midway, $"of {total} rounds", Math.Ceiling(total * 0.7));
        output.AtMost("backup-kill.faults", faults, "faults", 0);
    }

    private static async Task<(string Moment, bool Killed)> KillAsync(string directory, long fullSize, Random random)
    {
        var backups = Path.Combine(directory, "backups");
        var known = Directory.GetFiles(backups).Select(Path.GetFileName).ToHashSet();
        var bytes = random.Next(4) == 0 ? random.NextInt64(fullSize) : -1;
        var moment = Moments[random.Next(Moments.Length)];
        var delay = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 0 : random.Next(40));
        var killed = await KilledRun.RunAsync(directory, backups, ["backup", "create", "--tenant", PartyTenant.Slug], (said, file) => bytes >= 0
            ? file?.EndsWith(".db.partial", StringComparison.Ordinal) == true && SizeOf(Path.Combine(backups, file)) >= bytes
            : moment[0] == '.'
                ? file?.EndsWith(moment, StringComparison.Ordinal) == true && !known.Contains(file)
                : said.Contains(moment, StringComparison.Ordinal), delay);
        return (bytes >= 0 ? $"at {bytes:N0} bytes" : $"at \"{moment}\" + {delay.TotalMilliseconds} ms", killed);
    }

    /// <summary>By the verb that only reads, so that nothing is tidied up before it is looked at.</summary>
    private async Task<List<string>> LookAsync(string directory)
    {
        var faults = new List<string>();
        var listed = await ListAsync(directory);
        foreach (var backup in listed.EnumerateArray())
        {
            var file = backup.GetProperty("file").GetString()!;
            if (backup.GetProperty("state").GetString() != "present")
                faults.Add($"{file} is listed as {backup.GetProperty("state")}");
            else if (_whole.Add(file) && await HashAsync(Path.Combine(directory, "backups", file)) != backup.GetProperty("sha256").GetString())
                faults.Add($"{file} is listed and not whole");
        }
        var names = listed.EnumerateArray().Select(backup => backup.GetProperty("file").GetString()).ToHashSet();
        faults.AddRange(_whole.Where(file => !names.Contains(file)).Select(file => $"{file} was listed and is lost"));
        return faults;
    }

    /// <summary>The next backup tidies up, and is proven by a restore.</summary>
    private async Task<List<string>> AfterTheNextAsync(string directory)
    {
        await OneAsync(directory);
        var faults = await LookAsync(directory);
        var newest = (await ListAsync(directory))[0].GetProperty("file").GetString()!;
        var tested = await CliRun.RunAsync(directory, "backup", "verify", newest, "--restore-test");
        if (tested.ExitCode != 0)
            faults.Add($"verify of {newest}: {tested.Error}");
        var expected = _whole.SelectMany(file => new[] { file, Path.ChangeExtension(file, ".json") }).ToHashSet();
        faults.AddRange(Directory.GetFiles(Path.Combine(directory, "backups")).Select(Path.GetFileName).Where(file => !expected.Contains(file!)).Select(file => $"{file} was left behind"));
        return faults;
    }

    private static async Task<long> OneAsync(string directory)
    {
        var made = await CliRun.RunAsync(directory, "backup", "create", "--tenant", PartyTenant.Slug, "--json");
        if (made.ExitCode != 0)
            throw new InvalidOperationException(made.Error);
        return JsonDocument.Parse(made.Output).RootElement[0].GetProperty("bytes").GetInt64();
    }

    private static async Task<JsonElement> ListAsync(string directory)
    {
        var listed = await CliRun.RunAsync(directory, "backup", "list", "--json");
        return listed.ExitCode == 0 ? JsonDocument.Parse(listed.Output).RootElement : throw new InvalidOperationException(listed.Error);
    }

    private static async Task<string> HashAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : -1;
}
