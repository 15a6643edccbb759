namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>The objects of a database and what each needs, put into an order in which they can be made.</summary>
internal sealed class DdlGraph
{
    private readonly Dictionary<ObjectKey, DdlNode> _nodes = [];
    private readonly Dictionary<ObjectKey, ObjectKey> _aliases = [];
    private readonly HashSet<DdlNode> _lost = [];

    /// <summary>Two objects that need each other without any way out; the first is made before the second.</summary>
    public List<(DdlNode First, DdlNode Second)> Loops { get; } = [];

    public IReadOnlyCollection<DdlNode> Nodes => _nodes.Values;

    public void Add(DdlNode node) => _nodes.Add(node.Key, node);

    /// <summary>Says that one object exists only as part of another: an array type of its element, a row type of its table.</summary>
    public void Alias(ObjectKey part, ObjectKey whole) => _aliases[part] = whole;

    /// <summary>The object that makes this one exist; null when it is unknown or PostgreSQL's own.</summary>
    public DdlNode? Find(ObjectKey key)
    {
        // An array of a multirange is part of the multirange, which is part of the range.
        for (var steps = 0; steps < 8; steps++)
        {
            if (_nodes.TryGetValue(key, out var node))
                return node;
            if (!_aliases.TryGetValue(key, out key))
                return null;
        }
        return null;
    }

    public bool Knows(ObjectKey key) => _nodes.ContainsKey(key) || _aliases.ContainsKey(key);

    public void Need(ObjectKey one, ObjectKey other)
    {
        if (Find(one) is { } node && Find(other) is { } needed && node != needed)
            node.Needs.Add(needed);
    }

    /// <summary>It needs something that cannot be made.</summary>
    public void Lose(DdlNode node) => _lost.Add(node);

    /// <summary>Takes away what was lost and everything that needs it.</summary>
    public IReadOnlyCollection<DdlNode> DropLost()
    {
        for (var before = -1; before != _lost.Count;)
        {
            before = _lost.Count;
            foreach (var node in _nodes.Values.Where(node => node.Needs.Overlaps(_lost) || (node.Inside is { } whole && _lost.Contains(whole))).ToArray())
                _lost.Add(node);
        }
        foreach (var node in _lost)
            _nodes.Remove(node.Key);
        return _lost;
    }

    /// <summary>Marks tables that are left out, with all that cannot be without them. One that a copied table needs stays.</summary>
    /// <param name="copied">Tables that have rows.</param>
    /// <param name="leftOut">Tables to leave out.</param>
    public void LeaveOut(IReadOnlySet<(string Schema, string Name)> copied, IReadOnlySet<(string Schema, string Name)> leftOut)
    {
        if (leftOut.Count == 0)
            return;
        var tables = _nodes.Values.Where(node => node.Rank == DdlRank.Table).ToArray();
        var needed = Needed(tables.Where(node => copied.Contains((node.Schema, node.Name))));
        foreach (var node in tables.Where(node => leftOut.Contains((node.Schema, node.Name)) && !needed.Contains(node)))
            node.LeftOut = true;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in _nodes.Values.Where(node => !node.LeftOut && !needed.Contains(node)))
                changed |= node.LeftOut = node.Inside is { LeftOut: true } || node.Needs.Any(other => other.LeftOut) || IsOwnedByLeftOut(node);
        }
    }

    // A sequence of a left-out table's column, unless somebody else draws from it.
    private bool IsOwnedByLeftOut(DdlNode node)
    {
        if (node.Rank != DdlRank.Sequence)
            return false;
        var users = _nodes.Values.Where(other => other.Needs.Contains(node)).ToArray();
        return Array.Exists(users, user => user.Rank == DdlRank.OwnedBy) && Array.TrueForAll(users, user => user.LeftOut);
    }

    private HashSet<DdlNode> Needed(IEnumerable<DdlNode> nodes)
    {
        var parts = _nodes.Values.ToLookup(node => node.Inside);
        var found = new HashSet<DdlNode>();
        var open = new Stack<DdlNode>(nodes);
        while (open.TryPop(out var node))
        {
            if (!found.Add(node))
                continue;
            foreach (var next in node.Needs.Concat(parts[node]))
                open.Push(next);
        }
        return found;
    }

    /// <summary>Every object that has statements of its own, needed ones first; whatever comes after the rows is marked late.</summary>
    public IReadOnlyList<DdlNode> Sort()
    {
        foreach (var node in _nodes.Values.Where(node => node.Inside is not null))
            Embed(node);
        var byRank = _nodes.Values.OrderBy(node => node.Rank).ThenBy(node => node.Schema, StringComparer.Ordinal)
            .ThenBy(node => node.Table, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Key.Oid).ToArray();
        List<DdlNode> sorted;
        while (!TrySort(byRank, out sorted))
            Loops.Clear();
        foreach (var node in sorted)
            node.Late = node.Rank >= DdlRank.Constraint || node.Needs.Any(needed => needed.Late);
        return [.. sorted.Where(node => node.Inside is null && !node.Late), .. sorted.Where(node => node.Inside is null && node.Late)];
    }

    private static void Embed(DdlNode node)
    {
        node.Needs.Remove(node.Inside!);
        node.Inside!.Needs.Add(node);
    }

    private static void Leave(DdlNode node)
    {
        node.Inside!.Needs.Remove(node);
        node.Needs.Add(node.Inside);
        node.Inside = null;
    }

    // Whoever needs a view needs its columns; what it reads is its own matter.
    private void OutlineFirst(DdlNode view)
    {
        var outline = new DdlNode(ObjectKey.Outline(view.Key.Oid), view.Rank, view.Kind, view.Schema, view.Table, view.Name) { Statements = () => [view.Outline!], LeftOut = view.LeftOut };
        outline.Needs.UnionWith(view.Needs.Where(needed => !Needed([needed]).Contains(view)));
        foreach (var user in _nodes.Values.Where(node => node.Needs.Remove(view)))
            user.Needs.Add(outline);
        view.Needs.Add(outline);
        view.Outlined = true;
        Add(outline);
    }

    private bool TrySort(IReadOnlyList<DdlNode> nodes, out List<DdlNode> sorted)
    {
        sorted = new List<DdlNode>(nodes.Count);
        var path = new List<DdlNode>();
        var done = new HashSet<DdlNode>();
        foreach (var node in nodes)
        {
            if (!Visit(node, path, done, sorted))
                return false;
        }
        return true;
    }

    private bool Visit(DdlNode node, List<DdlNode> path, HashSet<DdlNode> done, List<DdlNode> sorted)
    {
        if (done.Contains(node))
            return true;
        if (path.LastIndexOf(node) is >= 0 and var start)
        {
            if (path[start..].Find(member => member is { MayLeave: true, Inside: not null }) is { } inside)
            {
                Leave(inside);
                return false;
            }
            if (path[start..].Find(member => member is { Outline: not null, Outlined: false }) is { } view)
            {
                OutlineFirst(view);
                return false;
            }
            Loops.Add((path[^1], node));
            return true;
        }
        path.Add(node);
        foreach (var needed in node.Needs.OrderBy(needed => needed.Rank).ThenBy(needed => needed.Schema, StringComparer.Ordinal).ThenBy(needed => needed.Name, StringComparer.Ordinal))
        {
            if (!Visit(needed, path, done, sorted))
                return false;
        }
        path.RemoveAt(path.Count - 1);
        done.Add(node);
        sorted.Add(node);
        return true;
    }
}
