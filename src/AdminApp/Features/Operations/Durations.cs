using System.Globalization;

namespace AdminApp.Features.Operations;

/// <summary>Durations as people read them: 0.4 s, 12 s, 6 min 10 s.</summary>
public static class Durations
{
    public static string Text(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {Math.Floor(seconds % 60):0} s"),
    };
}
