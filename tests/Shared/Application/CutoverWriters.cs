using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace AdminApp.Tests.Shared.Application;

/// <summary>
/// Two who go on writing while a tenant moves: one directly at the source, as the origin's application would, and one through
/// the REST API. They remember what they were told was done; what was refused, or never answered, does not count.
/// </summary>
public sealed class CutoverWriters
{
    private readonly string _source;
    private readonly HttpClient _api;
    private readonly TimeSpan _every;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<string> _done = [];
    private readonly ConcurrentBag<string> _unexpected = [];
    private readonly Task _working;
    private readonly string _tag = Guid.NewGuid().ToString("N")[..8];
    private int _refused;

    /// <param name="source">Connection string of the source.</param>
    /// <param name="api">A client that may write in the tenant.</param>
    /// <param name="perSecond">Writes of the one at the source; the other writes as fast as it is answered, a tenth as often at most.</param>
    public CutoverWriters(string source, HttpClient api, int perSecond)
    {
        (_source, _api, _every) = (source, api, TimeSpan.FromSeconds(1.0 / perSecond));
        _working = Task.WhenAll(Task.Run(AtSourceAsync), Task.Run(ByApiAsync));
    }

    /// <summary>Names of parties whose creation was acknowledged.</summary>
    public IReadOnlyCollection<string> Done => _done;

    public int Refused => _refused;

    /// <summary>Answers that nobody should have got.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _working;
    }

    private async Task AtSourceAsync()
    {
        using var timer = new PeriodicTimer(_every);
        NpgsqlConnection? connection = null;
        for (var number = 1; await TickAsync(timer); number++)
        {
            var name = $"{_tag} direct {number}";
            try
            {
                if (connection is null)
                {
                    connection = new NpgsqlConnection(_source + ";Pooling=false");
                    await connection.OpenAsync();
                }
                await using var command = new NpgsqlCommand("INSERT INTO parties (name, is_customer, is_vendor, is_active) VALUES ($1, true, false, true)", connection) { Parameters = { new() { Value = name } } };
                await command.ExecuteNonQueryAsync();
                _done.Add(name);
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
            {
                Interlocked.Increment(ref _refused);
            }
            catch (NpgsqlException)
            {
                // The source is away: whether it was done nobody knows.
                await connection!.DisposeAsync();
                connection = null;
            }
        }
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task ByApiAsync()
    {
        using var timer = new PeriodicTimer(_every * 10);
        for (var number = 1; await TickAsync(timer); number++)
        {
            var name = $"{_tag} api {number}";
            try
            {
                using var answer = await _api.PostAsJsonAsync(new Uri("/api/parties", UriKind.Relative), Party(name), _ending.Token);
                if (answer.IsSuccessStatusCode)
                    _done.Add(name);
                else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                    Interlocked.Increment(ref _refused);
                else
                    _unexpected.Add($"{name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
            {
                // The server was killed meanwhile.
            }
        }
    }

    public static object Party(string name) => new { type = "customer", name, billing_address_line1 = "12 MG Road", billing_city = "Bengaluru", billing_state = "Karnataka" };

    private async Task<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
