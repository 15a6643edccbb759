using System.Diagnostics;

namespace AdminApp.Components.Controls;

/// <summary>The id shown beside an error and written to the log, so that one finds the other.</summary>
public static class TraceIds
{
    /// <returns>The current activity's trace id, or a new one of the same shape (32 hexadecimal digits).</returns>
    public static string Current() => Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
}
