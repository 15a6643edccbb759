using System.Diagnostics;

namespace AdminApp.Tests.Shared;

/// <summary>Bounded waiting for a condition. The one place in the tests that pauses; tests themselves never sleep.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until <paramref name="condition"/> holds; fails with <paramref name="what"/> after the timeout (20 s by default).</summary>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        TrueAsync(() => Task.FromResult(condition()), what, timeout, cancellationToken);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?, CancellationToken)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = timeout ?? DefaultTimeout;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain for: {what}");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Repeats <paramref name="probe"/> until it returns something, and returns that.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> probe, string what, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await probe()) is not null, what, timeout, cancellationToken);
        return found!;
    }
}
