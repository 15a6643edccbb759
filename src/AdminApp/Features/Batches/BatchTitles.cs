using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;
using AdminApp.Features.Activations;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Batches;

/// <summary>A batch in words, the same in the list, on its page and on the dashboard.</summary>
public static class BatchTitles
{
    /// <summary>A row's key: the random half of the batch's GUID.</summary>
    public static long Key(BatchView batch) => Guid.TryParse(batch.Id, out var id) ? BitConverter.ToInt64(id.ToByteArray(), 8) : batch.Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>"Deactivate 412 parties", "Undo: activate 410 parties".</summary>
    public static string Of(BatchView batch)
    {
        if (ImportOrder.Of(batch.Filter) is not null)
            return $"Import {Records(batch, batch.WillChange)}";
        var what = $"{BatchWords.Verb(batch.Activate)} {Records(batch, batch.WillChange)}";
        return batch.UndoOf is null ? what : "Undo: " + char.ToLowerInvariant(what[0]) + what[1..];
    }

    /// <summary>"412 parties".</summary>
    public static string Records(BatchView batch, long count) => Noun.Of(batch.Entity).Count(count);

    public static (string Text, TagKind Kind) State(BatchView batch) => batch.State switch
    {
        BatchState.Queued => ("Waiting", TagKind.Plain),
        BatchState.Running => ("Running", TagKind.Plain),
        BatchState.Completed when batch.Drifted + batch.Failed > 0 => ("Done, some left alone", TagKind.Warn),
        BatchState.Completed => ("Done", TagKind.Ok),
        BatchState.Cancelled => ("Stopped", TagKind.Warn),
        BatchState.Failed => ("Failed", TagKind.Bad),
        _ => (batch.State, TagKind.Plain),
    };

    /// <summary>Records the batch did not come to.</summary>
    public static int NotReached(BatchView batch) => Math.Max(0, batch.WillChange - batch.Done);

    public static double Progress(BatchView batch) => batch.WillChange == 0 ? 1 : (double)batch.Done / batch.WillChange;

    /// <summary>From the start of the work to its end or until now; null before it began.</summary>
    public static string? Duration(BatchView batch, DateTimeOffset now)
    {
        if (batch.StartedAt is not { } started)
            return null;
        var took = (batch.FinishedAt is { } finished ? new DateTimeOffset(finished) : now) - started;
        return Durations.Text(took.TotalSeconds);
    }
}
