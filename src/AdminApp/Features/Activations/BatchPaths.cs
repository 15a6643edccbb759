namespace AdminApp.Features.Activations;

/// <summary>Addresses of the batch pages, for links from elsewhere.</summary>
public static class BatchPaths
{
    public const string List = "/batches";

    public static string Batch(string batchId) => $"{List}/{Uri.EscapeDataString(batchId)}";
}
