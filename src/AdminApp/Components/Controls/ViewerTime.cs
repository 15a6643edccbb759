namespace AdminApp.Components.Controls;

/// <summary>The time zone of the person looking, cascaded to every page.</summary>
public sealed class ViewerTime
{
    /// <summary>Cookie in which theme.js reports the browser's IANA time zone.</summary>
    public const string CookieName = "adminapp-tz";

    public static readonly ViewerTime Utc = new(TimeZoneInfo.Utc);

    private ViewerTime(TimeZoneInfo zone) => Zone = zone;

    public TimeZoneInfo Zone { get; }

    /// <param name="zoneId">IANA id; the cookie is the browser's to write, so anything unknown means UTC.</param>
    public static ViewerTime Of(string? zoneId)
    {
        var known = zoneId is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(zoneId), out var zone) ? zone : null;
        return known is null ? Utc : new ViewerTime(known);
    }

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
