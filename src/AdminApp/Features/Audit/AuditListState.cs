using System.Globalization;
using AdminApp.Components.Controls;
using AdminApp.Data.Audit;

namespace AdminApp.Features.Audit;

/// <summary>What the audit list shows, read from its address. The page and the export read the same one.</summary>
/// <param name="Search">Found in actor, record name or reason.</param>
/// <param name="Actor">Exact name.</param>
/// <param name="Entity">Table, such as "parties".</param>
/// <param name="RecordId">Number of the record.</param>
/// <param name="Reason">Found in the reason.</param>
/// <param name="From">First day, in the viewer's zone.</param>
/// <param name="To">Last day, in the viewer's zone.</param>
/// <param name="PageIndex">From 0.</param>
public sealed record AuditListState(
    string? Search, string? Actor, string? Action, string? Entity, long? RecordId, string? BatchId, string? Reason, DateOnly? From, DateOnly? To, int PageIndex)
{
    /// <summary>Parameters of the address that narrow the list.</summary>
    public static readonly IReadOnlyList<string> Names = ["q", "actor", "action", "entity", "id", "batch", "reason", "from", "to"];

    /// <summary>Something narrows the list.</summary>
    public bool IsNarrowed => this with { PageIndex = 0 } != new AuditListState(null, null, null, null, null, null, null, null, null, 0);

    /// <param name="text">Value of a parameter; null when it is not there. What is not understood counts as not there.</param>
    public static AuditListState Read(Func<string, string?> text) => new(
        Text(text("q")), Text(text("actor")), Text(text("action")), Text(text("entity")), Number(text("id")), Text(text("batch")), Text(text("reason")), Day(text("from")), Day(text("to")),
        (int)Math.Clamp(Number(text("page")) ?? 1, 1, 1_000_000) - 1);

    /// <summary>The days begin and end at the viewer's midnight.</summary>
    public AuditFilter Filter(ViewerTime viewer) => new()
    {
        Search = Search,
        Actor = Actor,
        Action = Action,
        Entity = Entity,
        EntityId = RecordId,
        BatchId = BatchId,
        Reason = Reason,
        From = From is { } from ? Midnight(from, viewer) : null,
        To = To is { } to && to < DateOnly.MaxValue ? Midnight(to.AddDays(1), viewer).AddTicks(-TimeSpan.TicksPerMicrosecond) : null,
    };

    public static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Midnight(DateOnly day, ViewerTime viewer)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight the day begins an hour later.
        if (viewer.Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(local, viewer.Zone);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static long? Number(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Year 1 would leave the calendar when it is moved to UTC.
    private static DateOnly? Day(string? value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1 ? day : null;
}
