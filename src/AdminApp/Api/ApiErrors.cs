using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AdminApp.Access;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Imports;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AdminApp.Api;

/// <summary>
/// What becomes of an exception under /api: one status each and a body <c>{"detail": …}</c>. The one place where a fault of the
/// API is logged; what the caller did wrong is not.
/// </summary>
internal sealed partial class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    /// <summary>Response header that names the log entries of a failure.</summary>
    public const string TraceHeader = "X-Trace-Id";

    private const int RetrySeconds = 2;
    private const int RetryAfterMigrationSeconds = 30;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await DescribeStatusAsync(context);
        }
        catch (Exception fault)
        {
            if (context.RequestAborted.IsCancellationRequested && fault is OperationCanceledException or IOException)
                return;
            await AnswerAsync(context, fault);
        }
    }

    /// <summary>Statuses of the framework, such as an unknown path or method, come without a body.</summary>
    private static Task DescribeStatusAsync(HttpContext context)
    {
        var response = context.Response;
        var isBare = response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null;
        return isBare ? ApiDetail.WriteAsync(context, response.StatusCode, ReasonPhrases.GetReasonPhrase(response.StatusCode)) : Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context, Exception fault)
    {
        var answer = Answer.To(fault);
        string? trace = null;
        if (answer.Status >= 500)
        {
            trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            LogFailure(log, fault, context.Request.Method, context.Request.Path, answer.Status, trace);
            if (!context.Response.HasStarted)
                context.Response.Headers[TraceHeader] = trace;
        }
        if (context.Response.HasStarted)
        {
            // Half an array must not look like a whole one.
            context.Abort();
            return;
        }
        var headers = context.Response.Headers;
        if (answer.RetryAfter is { } seconds)
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Status == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = "Bearer";
        if (answer.ETag is { } etag)
            headers.ETag = etag;
        context.Response.StatusCode = answer.Status;
        if (AnswersProblems.At(context))
            await context.Response.WriteAsJsonAsync(ApiProblem.Of(answer.Status, answer.Detail, trace), json.Value.SerializerOptions, ApiProblem.ContentType, context.RequestAborted);
        else
            await context.Response.WriteAsJsonAsync(answer.Body, json.Value.SerializerOptions, context.RequestAborted);
    }

    private sealed record Answer(int Status, object Detail)
    {
        public int? RetryAfter { get; init; }

        public string? ETag { get; init; }

        public IReadOnlyDictionary<string, object> Body => new Dictionary<string, object> { ["detail"] = Detail };

        public static Answer To(Exception fault) => fault switch
        {
            ApiValidationException invalid => new(StatusCodes.Status422UnprocessableEntity, invalid.Faults),
            PartyInvalidException invalid => new(StatusCodes.Status422UnprocessableEntity, PartyFaults.Of(invalid)),
            ImportException invalid => new(StatusCodes.Status422UnprocessableEntity, new[] { ApiFault.Value(invalid.Message, null, "body") }),
            ImportNotFoundException => new(StatusCodes.Status404NotFound, fault.Message),
            ApiRefusedException refused => new(refused.Status, refused.Message),
            BadHttpRequestException bad => new(bad.StatusCode, ReasonPhrases.GetReasonPhrase(bad.StatusCode)),
            SignedOutException => new(StatusCodes.Status401Unauthorized, "Could not validate credentials"),
            NoTenantException => new(StatusCodes.Status400BadRequest, fault.Message),
            ForbiddenException => new(StatusCodes.Status403Forbidden, "Forbidden"),
            TenantUnavailableException { RetryAfterSeconds: { } seconds } => new(StatusCodes.Status503ServiceUnavailable, fault.Message) { RetryAfter = seconds },
            NotAMemberException or TenantUnavailableException => new(StatusCodes.Status403Forbidden, fault.Message),
            UnknownTenantException => new(StatusCodes.Status404NotFound, fault.Message),
            PartyNotFoundException => new(StatusCodes.Status404NotFound, "Party not found"),
            ProductNotFoundException => new(StatusCodes.Status404NotFound, "Not found"),
            BatchNotFoundException => new(StatusCodes.Status404NotFound, "Batch not found"),
            StalePartyException stale => Stale(fault, stale.Current),
            StaleProductException stale => Stale(fault, stale.Current),
            ProtectedPartyException or ProtectedProductException or BatchRefusedException or DataMigrationException or BackupException => new(StatusCodes.Status409Conflict, fault.Message),
            SchemaMigrationPendingException => new(StatusCodes.Status503ServiceUnavailable, fault.Message) { RetryAfter = RetryAfterMigrationSeconds },
            DatabaseBusyException => new(StatusCodes.Status503ServiceUnavailable, fault.Message) { RetryAfter = RetrySeconds },
            SqliteException sqlite => OfSqlite(sqlite),
            { InnerException: SqliteException sqlite } => OfSqlite(sqlite),
            NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => Lost,
            _ => Unknown,
        };

        private static Answer Unknown => new(StatusCodes.Status500InternalServerError, "Internal Server Error");

        /// <summary>The connection broke while it was in use; whether a change was made, only the next look can tell.</summary>
        private static Answer Lost =>
            new(StatusCodes.Status503ServiceUnavailable, "The connection to the tenant's database broke. Look whether the change was made before trying again.") { RetryAfter = RetrySeconds };

        private static Answer Stale(Exception fault, IActivatable current) => new(StatusCodes.Status412PreconditionFailed, fault.Message) { ETag = ETags.Of(current) };

        private static Answer OfSqlite(SqliteException fault) => fault switch
        {
            _ when fault.IsBusy() => new(StatusCodes.Status503ServiceUnavailable, "The database is busy. Nothing was changed; try again.") { RetryAfter = RetrySeconds },
            { SqliteErrorCode: SqliteErrors.Full } => new(StatusCodes.Status507InsufficientStorage, "The disk is full. Nothing was changed; free some space and try again."),
            _ => Unknown,
        };
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed with {Status}, trace {Trace}")]
    private static partial void LogFailure(ILogger logger, Exception fault, string method, string path, int status, string trace);
}
