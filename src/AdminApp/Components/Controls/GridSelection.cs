namespace AdminApp.Components.Controls;

/// <summary>
/// What is selected in a grid: single ids, or everything that matches the filter except some ids. The page that owns it
/// clears it when its filter changes.
/// </summary>
public sealed class GridSelection
{
    private readonly HashSet<long> ids = [];

    /// <summary>True: everything that matches, except <see cref="ExcludedIds"/>. False: <see cref="Ids"/> alone.</summary>
    public bool AllMatching { get; private set; }

    public IReadOnlySet<long> Ids => AllMatching ? new HashSet<long>() : ids;

    public IReadOnlySet<long> ExcludedIds => AllMatching ? ids : new HashSet<long>();

    public bool Contains(long id) => AllMatching != ids.Contains(id);

    /// <param name="total">Rows that match the filter.</param>
    public long Count(long total) => AllMatching ? Math.Max(0, total - ids.Count) : ids.Count;

    public bool Any(long total) => Count(total) > 0;

    public void Set(long id, bool selected)
    {
        if (selected != AllMatching)
            ids.Add(id);
        else
            ids.Remove(id);
    }

    public void SetAll(IEnumerable<long> pageIds, bool selected)
    {
        foreach (var id in pageIds)
            Set(id, selected);
    }

    public void SelectAllMatching()
    {
        AllMatching = true;
        ids.Clear();
    }

    public void Clear()
    {
        AllMatching = false;
        ids.Clear();
    }
}
