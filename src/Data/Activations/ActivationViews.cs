namespace AdminApp.Data.Activations;

/// <summary>What a bulk action will do, counted just now; what is shown is what is applied.</summary>
/// <param name="BatchId">The preview token.</param>
/// <param name="Activate">true to activate, false to deactivate.</param>
/// <param name="WillChange">Records that will change.</param>
/// <param name="Already">Records that are so already.</param>
/// <param name="Protected">Records that are protected and stay active.</param>
/// <param name="Dependants">What still hangs on the records that will change, per relation; only relations with something.</param>
/// <param name="Sample">Names of the first few that will change.</param>
/// <param name="MustTypeNumber">Applying needs <paramref name="WillChange"/> typed again.</param>
/// <param name="ExpiresAt">UTC; afterwards the preview must be made anew.</param>
public sealed record ActivationPreview(
    string BatchId, string Entity, bool Activate, int WillChange, int Already, int Protected,
    IReadOnlyList<Dependants> Dependants, IReadOnlyList<string> Sample, bool MustTypeNumber, DateTime ExpiresAt)
{
    public int Total => WillChange + Already + Protected;
}

/// <summary>Documents that hang on the previewed records.</summary>
/// <param name="Relation">Key: open_invoices, open_purchases, open_purchase_orders or active_templates.</param>
/// <param name="Records">How many of the previewed records have some.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Amount">Open amount; null where the relation has none, and where counting stopped.</param>
/// <param name="Exact">false where counting stopped: there are at least so many.</param>
public sealed record Dependants(string Relation, int Records, int Documents, decimal? Amount, bool Exact = true);

/// <summary>A batch as lists and its page show it.</summary>
public sealed record BatchView(
    string Id, string Entity, bool Activate, string State, string? Reason, string? UndoOf, string? UndoneBy, string CreatedBy, string Origin,
    DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt, int Total, int WillChange, int Already, int Protected,
    int Changed, int Drifted, int Failed, string? Filter, string? Error, IReadOnlyList<Dependants> Dependants)
{
    /// <summary>Where the wish came from.</summary>
    public string? Ticket { get; init; }

    public bool IsRunning => State is BatchState.Queued or BatchState.Running;

    /// <summary>Something changed and nobody has taken it back.</summary>
    public bool CanUndo => State is BatchState.Completed or BatchState.Cancelled or BatchState.Failed && Changed > 0 && UndoneBy is null;

    /// <summary>Records of the batch that have been dealt with, for the progress bar.</summary>
    public int Done => Changed + Drifted + Failed;
}

/// <summary>One record of a batch.</summary>
public sealed record BatchItemView(long EntityId, string? Name, string Outcome, string? Detail);
