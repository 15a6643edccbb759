using System.Globalization;
using AdminApp.Data.Audit;

namespace AdminApp.Features.Audit;

/// <summary>A row of the audit: the origin's ten keys, then four of ours.</summary>
/// <param name="Id">Unique within its source.</param>
/// <param name="UserId">The origin's user; null in rows of this application, which name the user in <paramref name="User"/>.</param>
/// <param name="Action">In capitals: CREATE, UPDATE, ACTIVATE, DEACTIVATE, LOGIN …</param>
/// <param name="OldValues">JSON text of the changed columns.</param>
/// <param name="NewValues">JSON text of the changed columns.</param>
/// <param name="IpAddress">Address of the client, "cli" or "application".</param>
/// <param name="CreatedAt">UTC, without a zone, as the origin writes it.</param>
/// <param name="User">Name of the person or process.</param>
/// <param name="Reason">Why, where a reason was given.</param>
/// <param name="BatchId">The bulk action the row belongs to.</param>
/// <param name="Source"><c>application</c>, or <c>imported</c> for rows of the origin's audit_trail.</param>
public sealed record AuditResponse(
    long Id, int? UserId, string Action, string TableName, long? RecordId, string? OldValues, string? NewValues, string? IpAddress, string? UserAgent, string CreatedAt,
    string User, string? Reason, string? BatchId, string Source)
{
    public static AuditResponse Of(AuditRow row) => new(
        row.Id, row.OriginUserId, row.Action.ToUpperInvariant(), row.Entity, row.EntityId, row.Before, row.After, row.Origin, row.UserAgent, Instant(row.OccurredAt),
        row.Actor, row.Reason, row.BatchId, row.Source == AuditSource.Application ? "application" : "imported");

    /// <summary>As Python's isoformat: microseconds only when there are some.</summary>
    private static string Instant(DateTime instant) =>
        instant.ToString(instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
