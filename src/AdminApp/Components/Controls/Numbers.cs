using System.Globalization;

namespace AdminApp.Components.Controls;

/// <summary>Counts as people read them: 4,191, and 10,000+ where counting stopped.</summary>
public static class Numbers
{
    public static string Text(long count, bool exact = true) => count.ToString("N0", CultureInfo.InvariantCulture) + (exact ? "" : "+");
}
