using System.Globalization;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>One figure of a stream over the last minutes, as a line; its numbers are in the table beside it.</summary>
public sealed partial class StreamChart
{
    private const int Width = 300, Height = 58, Top = 4;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StreamSample> Samples { get; set; } = [];

    /// <summary>Which figure; null where it was not known.</summary>
    [Parameter, EditorRequired]
    public Func<StreamSample, double?> Of { get; set; } = _ => null;

    /// <summary>The figure for people, with its unit.</summary>
    [Parameter, EditorRequired]
    public Func<double, string> Text { get; set; } = value => value.ToString(CultureInfo.InvariantCulture);

    private (DateTimeOffset At, double Value)[] Known => [.. Samples.Select(sample => (sample.At, Value: Of(sample))).Where(point => point.Value is not null).Select(point => (point.At, point.Value!.Value))];

    private double[] Values => [.. Known.Select(point => point.Value)];

    private double Highest => Values.Max();

    private string Now => Values is [.., var last] ? Text(last) : "—";

    private string Span => Durations.Text(Math.Max(1, (Known[^1].At - Known[0].At).TotalSeconds));

    private string Points
    {
        get
        {
            var known = Known;
            if (known.Length < 2)
                return "";
            var (first, seconds, highest) = (known[0].At, (known[^1].At - known[0].At).TotalSeconds, Math.Max(known.Max(point => point.Value), double.Epsilon));
            return string.Join(' ', known.Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{(seconds > 0 ? (point.At - first).TotalSeconds / seconds * Width : 0):0.#},{Top + Height * (1 - Math.Max(0, point.Value) / highest):0.#}")));
        }
    }
}
