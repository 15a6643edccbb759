using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Imports;

namespace AdminApp.Features.Batches;

/// <summary>What became of one record of a batch.</summary>
internal static class OutcomeWords
{
    public static string Of(string outcome, bool activate) => outcome switch
    {
        ItemOutcome.Pending => "Not reached",
        ItemOutcome.Changed => activate ? "Activated" : "Deactivated",
        ItemOutcome.Already => activate ? "Active already" : "Inactive already",
        ItemOutcome.Protected => "Protected, kept",
        ItemOutcome.Drifted => "Changed since, left alone",
        ItemOutcome.Failed => "Failed",
        _ => "Skipped",
    };

    public static TagKind Kind(string outcome) => outcome switch
    {
        ItemOutcome.Changed => TagKind.Ok,
        ItemOutcome.Drifted => TagKind.Warn,
        ItemOutcome.Failed => TagKind.Bad,
        _ => TagKind.Plain,
    };

    /// <summary>The same for a record of this batch: one that an import created was not activated.</summary>
    public static string Of(string outcome, BatchView batch) =>
        outcome == ItemOutcome.Changed && ImportOrder.Of(batch.Filter) is not null ? "Created" : Of(outcome, batch.Activate);

    public static string? Why(BatchItemView item) => item.Detail ?? item.Outcome switch
    {
        ItemOutcome.Drifted => "Somebody changed it after the preview",
        ItemOutcome.Protected => "A protected record is never deactivated",
        _ => null,
    };

    /// <summary>The outcomes a batch has or can have, with their counts; the one chosen is always among them.</summary>
    public static IReadOnlyList<SegmentOption> Options(BatchView batch, string? chosen)
    {
        (string Outcome, string Label, int Count)[] all =
        [
            (ItemOutcome.Pending, batch.IsRunning ? "Waiting" : "Not reached", BatchTitles.NotReached(batch)),
            (ItemOutcome.Changed, "Changed", batch.Changed),
            (ItemOutcome.Drifted, "Left alone", batch.Drifted),
            (ItemOutcome.Failed, "Failed", batch.Failed),
            (ItemOutcome.Already, "Already so", batch.Already),
            (ItemOutcome.Protected, "Protected", batch.Protected),
        ];
        return [new("", "All", batch.Total), .. all.Where(o => o.Count > 0 || o.Outcome == chosen).Select(o => new SegmentOption(o.Outcome, o.Label, o.Count))];
    }
}
