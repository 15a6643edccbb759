using AdminApp.Data.DataMigration.Postgres.Schema;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>The order of copying.</summary>
internal static class TableOrder
{
    /// <summary>Tables that others refer to first. A circle ends at the table that was visited first: foreign keys are checked after the load.</summary>
    public static IReadOnlyList<PgTable> ParentsFirst(IReadOnlyList<PgTable> tables)
    {
        var byOid = tables.ToDictionary(table => table.Oid);
        var ordered = new List<PgTable>(tables.Count);
        var visited = new HashSet<uint>();
        // A stack of its own: chains of thousands of tables must not exhaust the thread's.
        var open = new Stack<(PgTable Table, IEnumerator<PgTable> Parents)>();
        foreach (var table in tables)
        {
            Enter(table);
            while (open.TryPeek(out var top))
            {
                if (top.Parents.MoveNext())
                    Enter(top.Parents.Current);
                else
                    ordered.Add(open.Pop().Table);
            }
        }
        return ordered;

        void Enter(PgTable table)
        {
            if (visited.Add(table.Oid))
                open.Push((table, ParentsOf(table).GetEnumerator()));
        }

        IEnumerable<PgTable> ParentsOf(PgTable table) =>
            table.Constraints.Where(constraint => constraint.Kind == 'f').Select(constraint => byOid.GetValueOrDefault(constraint.ForeignTable)).OfType<PgTable>();
    }
}
