using AdminApp.Data.Dashboard;

namespace AdminApp.Components.Gallery;

/// <summary>States that a page shows rarely: faults, nothing known, stopped counts.</summary>
public partial class GalleryStates
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 7, TimeSpan.Zero);

    private static readonly IReadOnlyList<TrendDay> Trend =
        [.. Enumerable.Range(0, 30).Select(day => new TrendDay(new DateOnly(2026, 3, 1).AddDays(day), day % 5 == 0 ? day * 13 : day % 3, day % 7 == 2 ? 420 : day % 4))];

    private static readonly IReadOnlyList<TrendDay> Still = [.. Trend.Select(day => day with { Activated = 0, Deactivated = 0 })];
}
