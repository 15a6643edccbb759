using System.Globalization;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Components.Controls;
using AdminApp.Data.Access;
using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Audit;

/// <summary>The audit list as CSV for the browser: the address has the list's own filters, all pages at once, streamed.</summary>
internal static class AuditExport
{
    public const string Path = "/audit/export.csv";

    public static void MapAuditExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, ExportAsync).RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();

    private static async Task<PushStreamHttpResult> ExportAsync(HttpContext context, AccessProvider access, AuditQueries audit, TimeProvider time)
    {
        var filter = AuditListState.Read(name => context.Request.Query[name]).Filter(ViewerTime.Of(context.Request.Cookies[ViewerTime.CookieName]));
        var tenant = await access.TenantAsync(context.RequestAborted);
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-{tenant.Slug}-{time.GetUtcNow():yyyy-MM-dd}.csv");
        return TypedResults.Stream(stream => WriteAsync(stream, audit.StreamAsync(tenant, filter, context.RequestAborted), context.RequestAborted), "text/csv; charset=utf-8", name);
    }

    private static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditRow> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await writer.WriteAsync(CsvLine.Of("when_utc", "who", "from", "client", "action", "table", "record", "name", "reason", "before", "after", "batch", "source"));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(CsvLine.Of(
                row.OccurredAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), row.Actor, row.Origin, row.UserAgent, row.Action, row.Entity, row.EntityId,
                row.EntityName, row.Reason, row.Before, row.After, row.BatchId, row.Source == AuditSource.Imported ? "imported" : "application"));
        }
    }
}
