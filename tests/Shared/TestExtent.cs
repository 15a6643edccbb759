namespace AdminApp.Tests.Shared;

/// <summary>
/// How much is tested of what has many cases that cost seconds each: an ordinary run has the telling ones, a run with
/// <c>ADMINAPP_TESTS=all</c> in its environment has every one.
/// </summary>
public static class TestExtent
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("ADMINAPP_TESTS") == "all";

    /// <param name="all">Every case.</param>
    /// <param name="telling">Those of an ordinary run.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> all, params T[] telling) => IsFull ? all : telling;
}
