using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Components.Controls;

/// <summary>An instant in the viewer's time zone; UTC appears on hover and in the datetime attribute.</summary>
public partial class LocalTime
{
    [Parameter, EditorRequired]
    public DateTimeOffset? Value { get; set; }

    /// <summary>With seconds, for logs and the audit trail.</summary>
    [Parameter]
    public bool Seconds { get; set; }

    [Parameter]
    public bool DateOnly { get; set; }

    /// <summary>With seconds and without the date, where only minutes are looked at.</summary>
    [Parameter]
    public bool TimeOnly { get; set; }

    [Parameter]
    public string Missing { get; set; } = "—";

    [CascadingParameter]
    public ViewerTime Viewer { get; set; } = ViewerTime.Utc;

    private string Format => DateOnly ? "d MMM yyyy" : TimeOnly ? "HH:mm:ss" : Seconds ? "d MMM yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm";

    private string Text(DateTimeOffset value) => Viewer.Local(value).ToString(Format, CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Machine(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
