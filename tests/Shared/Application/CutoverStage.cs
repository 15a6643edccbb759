using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Tests.Shared.Application;

/// <summary>The running application with a tenant on PostgreSQL, to be cut over, killed in it, and looked at afterwards.</summary>
public sealed class CutoverStage : IAsyncDisposable
{
    public const string Slug = "shop";

    private const string Cutover = $"/api/data-migrations/cutover/{Slug}";
    private const string Fallback = $"/api/data-migrations/fallback/{Slug}";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TestDirectory _directory = new();

    private CutoverStage(string source) => Source = source;

    /// <summary>Connection string of the tenant's source.</summary>
    public string Source { get; }

    public AppProcess App { get; private set; } = null!;

    /// <summary>An administrator's client, in the tenant.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>The tenant's file.</summary>
    public string File => Path.Combine(_directory.Path, "tenants", Slug + ".db");

    /// <param name="source">Connection string of a database of the origin, which is adopted.</param>
    public static Task<CutoverStage> CreateAsync(string source) => CreateAsync(source, source, new AppProcessOptions());

    /// <param name="source">Connection string of a database of the origin, which is adopted.</param>
    /// <param name="reached">How the application reaches it.</param>
    /// <param name="options">How the application is started.</param>
    public static async Task<CutoverStage> CreateAsync(string source, string reached, AppProcessOptions options)
    {
        var stage = new CutoverStage(source);
        try
        {
            var added = await CliRun.RunAsync(stage._directory.Path, "tenant", "add", Slug, "--connection", reached);
            if (added.ExitCode != 0)
                throw new InvalidOperationException(added.Error);
            options = options with { DataDirectory = stage._directory.Path, ReadyTimeout = Patience };
            // Passwords are given from the machine it runs on alone: elsewhere it is reached with the token.
            stage.App = await AppProcess.StartAsync(options with { Network = null });
            await FirstAdministrator.ClaimAsync(stage.App);
            stage.Api = await FirstAdministrator.ApiAsync(stage.App, Slug);
            if (options.Network is not null)
                await stage.MoveAsync(options);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has the tenant's stream run, and waits until its copy is done; one that was left is followed on.</summary>
    public async Task StartStreamAsync()
    {
        var stream = new Uri($"/api/data-migrations/stream/{Slug}", UriKind.Relative);
        using (var answer = await Api.PostAsJsonAsync(stream, new { }))
        {
            if (answer.StatusCode != HttpStatusCode.Accepted)
                throw new InvalidOperationException($"The stream was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        await Eventually.TrueAsync(async () => (await Api.GetFromJsonAsync<JsonElement>(stream)).GetProperty("phase").GetString() switch
        {
            "streaming" => true,
            "faulted" => throw new InvalidOperationException((await Api.GetStringAsync(stream))),
            _ => false,
        }, "the stream", TimeSpan.FromMinutes(10));
    }

    /// <summary>Begins a cutover; returns when the journal has it.</summary>
    public async Task StartAsync(bool streamed)
    {
        using var answer = await Api.PostAsJsonAsync(new Uri(Cutover, UriKind.Relative), streamed ? new { reason = "stage" } : (object)new { reason = "stage", without_stream = true, max_downtime_seconds = 600 });
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"The cutover was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Begins a fallback; returns when the journal has it.</summary>
    public async Task StartFallbackAsync()
    {
        using var answer = await Api.PostAsJsonAsync(new Uri(Fallback, UriKind.Relative), new { reason = "stage" });
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"The fallback was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Waits until the newest fallback has ended, however, and returns it.</summary>
    public async Task<JsonElement> FallbackEndedAsync()
    {
        JsonElement run = default;
        await Eventually.TrueAsync(
            async () => (run = await Api.GetFromJsonAsync<JsonElement>(new Uri(Fallback, UriKind.Relative))).GetProperty("state").GetString() != "running", "the end of the fallback", Patience);
        return run;
    }

    /// <summary>How the newest cutover stands.</summary>
    public Task<JsonElement> StateAsync() => Api.GetFromJsonAsync<JsonElement>(new Uri(Cutover, UriKind.Relative));

    public async Task<bool> HasEndedAsync() => (await StateAsync()).GetProperty("state").GetString() != "running";

    /// <summary>Waits until the newest cutover has ended, however, and returns it.</summary>
    public async Task<JsonElement> EndedAsync()
    {
        JsonElement run = default;
        await Eventually.TrueAsync(async () => (run = await StateAsync()).GetProperty("state").GetString() != "running", "the end of the cutover", Patience);
        return run;
    }

    /// <summary>Waits until it has ended, but no longer than that.</summary>
    public Task EndedAsync(TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        return Eventually.TrueAsync(async () => watch.Elapsed > atMost || (await StateAsync()).GetProperty("state").GetString() != "running", "the end of the cutover", Patience);
    }

    /// <summary>The newest step of the newest cutover; empty before the first.</summary>
    public async Task<string> StepAsync() =>
        (await StateAsync()).TryGetProperty("report", out var report) && report.GetProperty("steps") is { } steps && steps.GetArrayLength() > 0
            ? steps[steps.GetArrayLength() - 1].GetProperty("step").GetString()!
            : "";

    /// <summary>Where the registry row says that the tenant lives, and its state.</summary>
    public async Task<(string Provider, string State)> RowAsync()
    {
        await using var central = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory.Path, "central.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await central.OpenAsync();
        await using var command = central.CreateCommand();
        command.CommandText = "SELECT provider, state FROM tenants WHERE slug = $slug";
        command.Parameters.AddWithValue("$slug", Slug);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetString(1));
    }

    /// <summary>What is not as it must be when nothing moves: exactly one side serves and is writable, with everything that was acknowledged.</summary>
    /// <param name="acknowledged">Names of parties that were acknowledged since the tenant lives where it lives or lived before.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<string> acknowledged)
    {
        var faults = new List<string>();
        var (provider, state) = await RowAsync();
        if (state != "Active")
            faults.Add($"the tenant is {state}");
        var served = "served " + Guid.NewGuid().ToString("N");
        using (var answer = await Api.PostAsJsonAsync(new Uri("/api/parties", UriKind.Relative), CutoverWriters.Party(served)))
        {
            if (!answer.IsSuccessStatusCode)
                faults.Add($"a write is answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        var open = await SourceTakesWritesAsync();
        var file = provider == "Sqlite" ? await NamesInFileAsync() : [];
        var source = await NamesAtSourceAsync();
        if (provider == "Sqlite" && open)
            faults.Add("the file serves and the source takes writes as well");
        if (provider != "Sqlite" && !open)
            faults.Add("the source serves and refuses writes");
        var serving = provider == "Sqlite" ? file : source;
        if (!serving.Contains(served) || (provider == "Sqlite" && source.Contains(served)))
            faults.Add($"a write did not go to {provider} alone");
        var lost = acknowledged.Where(name => !serving.Contains(name)).ToArray();
        if (lost.Length > 0)
            faults.Add($"{lost.Length} acknowledged writes are lost, such as {lost[0]}");
        return faults;
    }

    /// <summary>Replication slots of the source's database, whoever's.</summary>
    public async Task<long> SlotsAsync()
    {
        await using var connection = new NpgsqlConnection(Source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Puts the tenant back on PostgreSQL as if it had never left, for the next round.</summary>
    public async Task ResetAsync()
    {
        await App.KillAsync();
        await using (var central = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory.Path, "central.db"), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
        {
            await central.OpenAsync();
            await using var command = central.CreateCommand();
            command.CommandText = "UPDATE tenants SET provider = 'PostgreSql', state = 'Active'";
            await command.ExecuteNonQueryAsync();
        }
        await PostgresCluster.ExecuteAsync(Source, "DROP FUNCTION IF EXISTS public._adminapp_moved() CASCADE");
        await App.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (App is not null)
            await App.DisposeAsync();
        _directory.Dispose();
    }

    private async Task MoveAsync(AppProcessOptions options)
    {
        await App.DisposeAsync();
        App = await AppProcess.StartAsync(options);
        var api = new HttpClient { BaseAddress = App.Address, Timeout = Api.Timeout };
        foreach (var (name, values) in Api.DefaultRequestHeaders)
            api.DefaultRequestHeaders.Add(name, values);
        Api.Dispose();
        Api = api;
    }

    private async Task<bool> SourceTakesWritesAsync()
    {
        try
        {
            await PostgresCluster.ExecuteAsync(Source, "UPDATE parties SET notes = notes WHERE id = (SELECT min(id) FROM parties)");
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            return false;
        }
    }

    private async Task<HashSet<string>> NamesAtSourceAsync()
    {
        await using var connection = new NpgsqlConnection(Source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT name FROM parties", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }

    private async Task<HashSet<string>> NamesInFileAsync()
    {
        await using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await file.OpenAsync();
        await using var command = file.CreateCommand();
        command.CommandText = "SELECT name FROM parties";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }
}
