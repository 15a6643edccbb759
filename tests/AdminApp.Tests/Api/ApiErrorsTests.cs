using System.Text.Json;
using AdminApp.Api;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdminApp.Tests.Api;

/// <summary>The failures a healthy server does not show.</summary>
public sealed class ApiErrorsTests
{
    public static TheoryData<Exception, int, string, string?> Failures() => new()
    {
        { new DatabaseBusyException("/data/tenants/sharma.db", TimeSpan.FromSeconds(5)), 503, "sharma.db is busy", "2" },
        { new SqliteException("locked", SqliteErrors.Busy), 503, "The database is busy", "2" },
        { new DbUpdateException("not saved", new SqliteException("locked", SqliteErrors.Locked)), 503, "The database is busy", "2" },
        { new SqliteException("full", SqliteErrors.Full), 507, "The disk is full", null },
        { new SchemaMigrationPendingException("sharma", "Search"), 503, "pending schema migrations", "30" },
        { new TenantUnavailableException("sharma", "is not active."), 403, "is not active", null },
        { new TenantFrozenException("sharma"), 503, "moving and read-only", "5" },
        { new TenantUnreachableException("sharma", "the server cannot be reached", new IOException("secret")), 503, "cannot be reached", "10" },
        { new Npgsql.NpgsqlException("secret", new IOException()), 503, "connection to the tenant's database broke", "2" },
        { new UnknownTenantException("sharma"), 404, "There is no tenant", null },
        { new InvalidOperationException("secret inner workings"), 500, "Internal Server Error", null },
        { new SqliteException("damaged", SqliteErrors.Corrupt), 500, "Internal Server Error", null },
        { new BadHttpRequestException("too much", 413), 413, "Payload Too Large", null },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_becomes_a_status_a_detail_and_one_log_entry_where_it_is_the_servers(Exception fault, int status, string detail, string? retryAfter)
    {
        var (context, log) = await AnswerAsync(_ => throw fault);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(retryAfter, context.Response.Headers.RetryAfter.FirstOrDefault());
        var shown = Body(context).GetProperty("detail").GetString();
        Assert.Contains(detail, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        var isFailure = status >= 500;
        Assert.Equal(isFailure ? [fault] : Array.Empty<Exception>(), log.Faults);
        Assert.Equal(isFailure, context.Response.Headers.ContainsKey(ApiErrors.TraceHeader));
    }

    [Fact]
    public async Task A_caller_who_went_away_is_no_failure()
    {
        var (context, log) = await AnswerAsync(context =>
        {
            context.RequestAborted = new CancellationToken(canceled: true);
            throw new OperationCanceledException();
        });
        Assert.Empty(log.Faults);
        Assert.Equal(0, context.Response.Body.Length);
    }

    [Fact]
    public async Task A_bare_status_gets_a_detail_and_a_body_that_is_there_is_kept()
    {
        var (bare, _) = await AnswerAsync(context =>
        {
            context.Response.StatusCode = 415;
            return Task.CompletedTask;
        });
        Assert.Equal("Unsupported Media Type", Body(bare).GetProperty("detail").GetString());
        var (kept, _) = await AnswerAsync(context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsJsonAsync(new { detail = "mine" });
        });
        Assert.Equal("mine", Body(kept).GetProperty("detail").GetString());
    }

    private static async Task<(HttpContext Context, CollectingLog Log)> AnswerAsync(RequestDelegate next)
    {
        var log = new CollectingLog();
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = new MemoryStream();
        await new ApiErrors(next, log, Options.Create(new JsonOptions())).InvokeAsync(context);
        return (context, log);
    }

    private static JsonElement Body(HttpContext context)
    {
        context.Response.Body.Position = 0;
        return JsonDocument.Parse(context.Response.Body).RootElement;
    }

    private sealed class CollectingLog : ILogger<ApiErrors>
    {
        public List<Exception> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
                Faults.Add(exception);
        }
    }
}
