namespace AdminApp.Data.Activations;

/// <summary>The values of <see cref="ActivationBatch.State"/>, in the order they are reached.</summary>
public static class BatchState
{
    public const string Previewed = "previewed";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
    public const string Failed = "failed";
    public const string Expired = "expired";
}
