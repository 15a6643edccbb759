using AdminApp.Data.Sql;

namespace AdminApp.Data.Audit;

/// <summary>What a list of audit rows is narrowed to; what is null narrows nothing.</summary>
public sealed record AuditFilter
{
    /// <summary>Exact name of the person or process, whatever the case.</summary>
    public string? Actor { get; init; }

    /// <summary>One of <see cref="AuditActions"/> or the origin's (CREATE, LOGIN …), whatever the case.</summary>
    public string? Action { get; init; }

    /// <summary>Table, such as "parties".</summary>
    public string? Entity { get; init; }

    public long? EntityId { get; init; }

    public string? BatchId { get; init; }

    /// <summary>Not before this instant, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Not after this instant, UTC.</summary>
    public DateTime? To { get; init; }

    /// <summary>Found anywhere in actor, record name or reason, whatever the case or accents.</summary>
    public string? Search { get; init; }

    /// <summary>Found anywhere in the reason, whatever the case or accents.</summary>
    public string? Reason { get; init; }

    /// <summary>Leaves out the rows of bulk actions.</summary>
    public bool SingleOnly { get; init; }

    /// <summary>A user of the origin; only imported rows have one.</summary>
    public int? OriginUserId { get; init; }
}

/// <summary>Which table an audit row comes from.</summary>
public enum AuditSource
{
    /// <summary>Written by this application.</summary>
    Application,

    /// <summary>Imported from the origin's <c>audit_trail</c>.</summary>
    Imported,
}

/// <summary>A row of the audit, of either source.</summary>
/// <param name="Id">Unique within its source.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="Actor">Name of the person or process.</param>
/// <param name="OriginUserId">The origin's user; null in rows of this application.</param>
/// <param name="Origin">Address of the client, "cli" or "application".</param>
/// <param name="Before">JSON of the changed columns.</param>
/// <param name="After">JSON of the changed columns.</param>
public sealed record AuditRow(
    AuditSource Source, long Id, DateTime OccurredAt, string Actor, int? OriginUserId, string? Origin, string? UserAgent,
    string Action, string Entity, long? EntityId, string? EntityName, string? Reason, string? Before, string? After, string? BatchId);

/// <param name="Rows">Newest first, at most the page size.</param>
/// <param name="Total">All that match.</param>
/// <param name="PageIndex">From 0.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, CappedCount Total, int PageIndex);
