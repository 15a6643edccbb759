using AdminApp.Components.Controls;
using AdminApp.Data.Activations;
using AdminApp.Data.Sql;

namespace AdminApp.Features.Activations;

/// <summary>How many records of a list are active and how many are not, under its other conditions.</summary>
public readonly record struct StatusCounts(CappedCount Active, CappedCount Inactive)
{
    public CappedCount Of(StatusFilter status) => status switch
    {
        StatusFilter.Active => Active,
        StatusFilter.Inactive => Inactive,
        _ => Active + Inactive,
    };

    /// <summary>The status in an address; null for active, which goes without saying.</summary>
    public static string? Text(StatusFilter status) => status == StatusFilter.Active ? null : status.ToString().ToLowerInvariant();

    /// <summary>What an address says; anything but the three words is active.</summary>
    public static StatusFilter Parse(string? text) => text switch
    {
        "inactive" => StatusFilter.Inactive,
        "all" => StatusFilter.All,
        _ => StatusFilter.Active,
    };

    /// <summary>Active, Inactive and All, with their counts when they are known.</summary>
    public static IReadOnlyList<SegmentOption> Segments(StatusCounts? counts) =>
    [
        .. new[] { StatusFilter.Active, StatusFilter.Inactive, StatusFilter.All }.Select(status => new SegmentOption(
            status.ToString().ToLowerInvariant(), status.ToString(), counts?.Of(status).Value, counts?.Of(status).IsExact ?? true)),
    ];

    /// <summary>"4,191 active · 37 inactive match".</summary>
    public static string Summary(StatusCounts? counts, bool isNarrowed) => counts is not { } known
        ? "Counting…"
        : $"{Numbers.Text(known.Active.Value, known.Active.IsExact)} active · {Numbers.Text(known.Inactive.Value, known.Inactive.IsExact)} inactive{(isNarrowed ? " match" : "")}";

    /// <summary>After a record went from one state to the other.</summary>
    public StatusCounts After(bool wasActive, bool isActive)
    {
        var step = isActive == wasActive ? 0 : isActive ? 1 : -1;
        return new(Moved(Active, step), Moved(Inactive, -step));
    }

    private static CappedCount Moved(CappedCount count, int step) => count.IsExact ? count with { Value = count.Value + step } : count;
}
