using System.ComponentModel;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.Audit;

/// <summary>The origin's audit trail, for administrators: its rows and this application's in one list.</summary>
internal static class AuditEndpoints
{
    private const int DefaultLimit = 50;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit-trail").WithTags("audit")
            .RequireAuthorization(policy => policy.RequireRole(nameof(Role.Administrator)))
            .ProducesFault(StatusCodes.Status403Forbidden, StatusCodes.Status422UnprocessableEntity);
        audit.MapGet("", ListAsync).WithName("list_audit_trail").WithSummary("List audit rows, newest first");
        audit.MapGet("/export", ExportAsync).WithName("export_audit_trail").WithSummary("Export audit rows as CSV, newest first")
            .WithDescription("Cells that a spreadsheet would run as a formula begin with an apostrophe.")
            .Produces(StatusCodes.Status200OK, typeof(string), "text/csv");
    }

    private static async Task<Ok<IReadOnlyList<AuditResponse>>> ListAsync(
        ApiCaller caller, AuditQueries audit, [AsParameters] AuditParameters parameters,
        [Description("From 1.")] string? page,
        [Description("Page size, 1 to 1000; default 50.")] string? limit,
        CancellationToken cancellationToken)
    {
        var index = (ApiText.QueryNumber(page, "page", 1, int.MaxValue) ?? 1) - 1;
        var size = ApiText.QueryNumber(limit, "limit", 1, AuditQueries.MaxPageSize) ?? DefaultLimit;
        var found = await audit.ListAsync(caller.Access, parameters.Read(), index, size, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<AuditResponse>>([.. found.Rows.Select(AuditResponse.Of)]);
    }

    private static PushStreamHttpResult ExportAsync(ApiCaller caller, AuditQueries audit, [AsParameters] AuditParameters parameters, HttpContext context)
    {
        var rows = audit.StreamAsync(caller.Access, parameters.Read(), context.RequestAborted).Select(AuditResponse.Of);
        return TypedResults.Stream(stream => WriteAsync(stream, rows, context.RequestAborted), "text/csv; charset=utf-8", "audit_trail.csv");
    }

    private static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditResponse> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await writer.WriteAsync(CsvLine.Of(
            "id", "user_id", "action", "table_name", "record_id", "old_values", "new_values", "ip_address", "user_agent", "created_at", "user", "reason", "batch_id", "source"));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(CsvLine.Of(
                row.Id, row.UserId, row.Action, row.TableName, row.RecordId, row.OldValues, row.NewValues, row.IpAddress, row.UserAgent, row.CreatedAt,
                row.User, row.Reason, row.BatchId, row.Source));
        }
    }

    internal sealed record AuditParameters(
        [property: FromQuery(Name = "table_name"), Description("Exact table, such as parties.")] string? TableName,
        [property: FromQuery(Name = "user_id"), Description("A user of the origin; only imported rows have one.")] string? UserId,
        [property: FromQuery(Name = "action"), Description("CREATE, UPDATE, ACTIVATE, DEACTIVATE, LOGIN …, whatever the case.")] string? Action,
        [property: FromQuery(Name = "from_date"), Description("ISO date or instant, UTC unless it has an offset; inclusive.")] string? FromDate,
        [property: FromQuery(Name = "to_date"), Description("ISO date (its midnight) or instant; inclusive.")] string? ToDate,
        [property: FromQuery(Name = "batch_id"), Description("Rows of one bulk action.")] string? BatchId)
    {
        /// <exception cref="ApiValidationException">A date or number is none.</exception>
        public AuditFilter Read() => new()
        {
            Entity = string.IsNullOrEmpty(TableName) ? null : TableName,
            OriginUserId = ApiText.QueryNumber(string.IsNullOrEmpty(UserId) ? null : UserId, "user_id", int.MinValue, int.MaxValue),
            Action = string.IsNullOrEmpty(Action) ? null : Action,
            From = ApiText.QueryInstant(FromDate, "from_date"),
            To = ApiText.QueryInstant(ToDate, "to_date"),
            BatchId = string.IsNullOrEmpty(BatchId) ? null : BatchId,
        };
    }
}
