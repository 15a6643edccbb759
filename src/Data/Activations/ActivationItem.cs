namespace AdminApp.Data.Activations;

/// <summary>One record of a batch, pinned with the version that was shown.</summary>
public sealed class ActivationItem
{
    public string BatchId { get; set; } = "";

    /// <summary>Place within the batch, from 1.</summary>
    public int Seq { get; set; }
    public long EntityId { get; set; }

    /// <summary>The version at preview; a record that has another by then has drifted and is left alone.</summary>
    public int Version { get; set; }
    public int? NewVersion { get; set; }

    /// <summary>One of <see cref="ItemOutcome"/>.</summary>
    public string Outcome { get; set; } = ItemOutcome.Pending;
    public string? Detail { get; set; }
}
