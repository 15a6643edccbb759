using System.Globalization;
using AdminApp.Components.Controls;
using AdminApp.Data.Dashboard;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>Activations above and deactivations below a line, day by day, with the same numbers as a table.</summary>
public partial class TrendCard
{
    private const int Step = 10, BarWidth = 8, Middle = 45, Height = 90;

    /// <summary>So that a single change is seen beside a bulk action.</summary>
    private const double Least = 1.5;

    [Parameter]
    public string Title { get; set; } = "Activations, last 30 days";

    /// <summary>Oldest first; null until counted.</summary>
    [Parameter]
    public IReadOnlyList<TrendDay>? Days { get; set; }

    [Parameter]
    public GridError? Error { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    private int Width => (Days?.Count ?? 0) * Step;

    private long Highest => Days is { Count: > 0 } days ? days.Max(day => Math.Max(day.Activated, day.Deactivated)) : 0;

    private string Summary =>
        $"{Numbers.Text(Days!.Sum(day => day.Activated))} activated and {Numbers.Text(Days!.Sum(day => day.Deactivated))} deactivated from {Text(Days![0].Day)} to {Text(Days[^1].Day)}; the table below has each day.";

    private IEnumerable<Bar> Bars => Days!.SelectMany((day, index) => new[] { Of(index, day, true, day.Activated), Of(index, day, false, day.Deactivated) }.OfType<Bar>());

    private Bar? Of(int index, TrendDay day, bool up, long count)
    {
        if (count == 0)
            return null;
        var height = Math.Max(Least, (double)count / Highest * (Middle - 2));
        return new Bar(up, Number(index * Step + (Step - BarWidth) / 2), Number(up ? Middle - height : Middle), Number(height), $"{Text(day.Day)}: {Numbers.Text(count)} {(up ? "activated" : "deactivated")}");
    }

    private static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Bar(bool Up, string X, string Y, string Height, string Text);
}
