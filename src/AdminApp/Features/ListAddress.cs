using AdminApp.Components.Controls;
using AdminApp.Data.Sql;

namespace AdminApp.Features;

/// <summary>Where in a list an address stands: its number for people, and the row it begins behind or ends before, so that no page costs more than the first.</summary>
internal static class ListAddress
{
    public static readonly IReadOnlyList<int> PageSizes = [25, 50, 100];

    public static PageRequest Page(this UrlState url)
    {
        var size = url.Number("size", PageSizes[0]);
        return new PageRequest(Math.Clamp(url.Number("page", 1), 1, 1_000_000) - 1, PageSizes.Contains(size) ? size : PageSizes[0])
        {
            After = url.Text("after"),
            Before = url.Text("before"),
        };
    }

    /// <summary>Another size begins at the first page.</summary>
    public static void Resize(this UrlState url, int size) => url.PushFromStart(("size", size == PageSizes[0] ? null : size));

    /// <summary>Goes to a page, from the one on show.</summary>
    public static void Turn<T>(this UrlState url, ListPage<T> shown, int index) => url.Push(
        ("page", index == 0 ? null : index + 1),
        ("after", index == shown.Index + 1 ? shown.Last : null),
        ("before", index > 0 && index == shown.Index - 1 ? shown.First : null));

    /// <summary>From a page that is not there any more, as after a bulk change, to the last there is.</summary>
    /// <param name="total">Rows that match; null when it is not known.</param>
    public static void TurnToLast(this UrlState url, PageRequest page, long? total)
    {
        var last = (total + page.Size - 1) / page.Size;
        url.Replace(("page", last is > 1 && last <= page.Index ? last : null), ("after", null), ("before", null));
    }
}
