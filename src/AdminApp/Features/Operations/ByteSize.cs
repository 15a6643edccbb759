using System.Globalization;

namespace AdminApp.Features.Operations;

/// <summary>Sizes of files as people read them: 424 KiB, 3.1 GiB.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    public static string Text(long bytes)
    {
        double value = bytes;
        var unit = 0;
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{(value < 10 && unit > 0 ? Math.Round(value, 1) : Math.Round(value)):0.#} {Units[unit]}");
    }
}
