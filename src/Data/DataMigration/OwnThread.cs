namespace AdminApp.Data.DataMigration;

/// <summary>Long work that blocks gets a thread of its own and takes none from the pool.</summary>
internal static class OwnThread
{
    /// <summary>Begins at once; what cancels the work is the work's own affair.</summary>
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc cref="Run{T}"/>
    public static Task Run(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits until all have ended, however they did.</summary>
    public static void Join(params ReadOnlySpan<Task> work)
    {
        foreach (var task in work)
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
    }
}
