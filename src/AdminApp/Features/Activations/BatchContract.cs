using AdminApp.Data.Activations;

namespace AdminApp.Features.Activations;

/// <summary>A bulk activation or deactivation and how far it is.</summary>
/// <param name="Action"><c>activate</c> or <c>deactivate</c>.</param>
/// <param name="State">previewed, queued, running, completed, cancelled, failed or expired.</param>
/// <param name="Total">Records selected.</param>
/// <param name="WillChange">Of these, records that were to change when it was previewed.</param>
/// <param name="Already">Records that were so already.</param>
/// <param name="Protected">Records that are protected and stay active.</param>
/// <param name="Changed">Records changed so far.</param>
/// <param name="Drifted">Records left alone because somebody changed them since the preview.</param>
/// <param name="UndoOf">The batch that this one takes back.</param>
/// <param name="UndoneBy">The batch that took this one back.</param>
/// <param name="Items">Each record with its outcome, for batches of at most 1000; null for larger ones and in lists.</param>
/// <param name="NotFound">Ids asked for that are no records of this tenant; null when selected by filter.</param>
public sealed record BatchResponse(
    string Id, string Entity, string Action, string State, string? Reason, string CreatedBy, DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt,
    int Total, int WillChange, int Already, int Protected, int Changed, int Drifted, int Failed, string? Error, string? UndoOf, string? UndoneBy,
    IReadOnlyList<Dependants> Dependants, IReadOnlyList<BatchItemResponse>? Items = null, IReadOnlyList<int>? NotFound = null)
{
    public static BatchResponse Of(BatchView batch) => new(
        batch.Id, batch.Entity, ActionOf(batch.Activate), batch.State, batch.Reason, batch.CreatedBy, batch.CreatedAt, batch.StartedAt, batch.FinishedAt,
        batch.Total, batch.WillChange, batch.Already, batch.Protected, batch.Changed, batch.Drifted, batch.Failed, batch.Error, batch.UndoOf, batch.UndoneBy,
        batch.Dependants);

    public static string ActionOf(bool activate) => activate ? "activate" : "deactivate";
}

/// <summary>What became of one record.</summary>
/// <param name="Outcome">changed, already, protected, drifted, failed, skipped, or pending while the batch runs.</param>
public sealed record BatchItemResponse(long Id, string? Name, string Outcome, string? Detail)
{
    public static BatchItemResponse Of(BatchItemView item) => new(item.EntityId, item.Name, item.Outcome, item.Detail);
}

/// <summary>What a bulk action would do. Nothing was changed.</summary>
/// <param name="Sample">Names of the first few that would change.</param>
/// <param name="Dependants">Open documents that hang on them, per relation.</param>
public sealed record BulkPreview(
    bool DryRun, string Action, int Total, int WillChange, int Already, int Protected, IReadOnlyList<Dependants> Dependants, IReadOnlyList<string> Sample, IReadOnlyList<int>? NotFound)
{
    public static BulkPreview Of(ActivationPreview preview, IReadOnlyList<int>? notFound) => new(
        true, BatchResponse.ActionOf(preview.Activate), preview.Total, preview.WillChange, preview.Already, preview.Protected, preview.Dependants, preview.Sample, notFound);
}

/// <summary>Why a batch is taken back; the whole body may be left out.</summary>
public sealed record UndoRequest(string? Reason = null);
