namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Views, materialised views and rules.</summary>
internal static class ViewDdl
{
    private const string Options = """
        coalesce(' WITH (' || (SELECT string_agg(format('%I=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(c.reloptions) o) || ')', '')
        """;

    public static void Read(DdlReader reader)
    {
        ReadViews(reader);
        reader.Load(DdlRank.View, "materialized view", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.relname::text, ARRAY[
                format('CREATE MATERIALIZED VIEW %I.%I%s%s AS %s WITH NO DATA', n.nspname, c.relname, CASE WHEN am.amname <> 'heap' THEN format(' USING %I', am.amname) ELSE '' END, {Options}, rtrim(pg_get_viewdef(c.oid), ';'))]
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am am ON am.oid = c.relam WHERE c.relkind = 'm' AND {DdlReader.UserSchema}
            """);
        foreach (var (rule, view) in reader.Query("SELECT r.tableoid, r.oid, c.tableoid, c.oid FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.rulename = '_RETURN'",
            row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
            reader.Graph.Alias(rule, view);
        reader.Load(DdlRank.Rule, "rule", $"""
            SELECT r.tableoid, r.oid, n.nspname::text, c.relname::text, r.rulename::text, ARRAY[pg_get_ruledef(r.oid),
                CASE WHEN r.ev_enabled <> 'O' THEN format('ALTER TABLE %I.%I %s RULE %I', n.nspname, c.relname, CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename) END]
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND {DdlReader.UserSchema}
            """);
    }

    private static void ReadViews(DdlReader reader)
    {
        foreach (var (key, schema, name, definition, outline) in reader.Query($"""
            SELECT c.tableoid, c.oid, n.nspname::text, c.relname::text, format('VIEW %I.%I%s AS %s', n.nspname, c.relname, {Options}, pg_get_viewdef(c.oid)),
                format('CREATE VIEW %I.%I AS SELECT %s', n.nspname, c.relname, (
                    SELECT string_agg(format('NULL::%s%s AS %I', format_type(a.atttypid, a.atttypmod),
                        CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I.%I', s.nspname, o.collname) END, a.attname), ', ' ORDER BY a.attnum)
                    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation o ON o.oid = a.attcollation LEFT JOIN pg_namespace s ON s.oid = o.collnamespace
                    WHERE a.attrelid = c.oid AND a.attnum > 0))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND {DdlReader.UserSchema}
            """, row => (DdlReader.KeyAt(row, 0), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))))
        {
            DdlNode? view = null;
            view = new DdlNode(key, DdlRank.View, "view", schema, null, name)
            {
                Statements = () => [(view!.Outlined ? "CREATE OR REPLACE " : "CREATE ") + definition],
                Outline = outline,
            };
            reader.Add(view);
        }
    }

    /// <summary>Fills the materialised views that were filled, after those they read. Called when the graph knows what needs what.</summary>
    public static void AddRefreshes(DdlReader reader)
    {
        var views = reader.Query("SELECT c.tableoid, c.oid FROM pg_class c WHERE c.relkind = 'm' AND c.relispopulated", row => DdlReader.KeyAt(row, 0))
            .Select(key => (Key: key, View: reader.Graph.Find(key))).Where(view => view.View?.Key == view.Key).ToArray();
        var refreshes = views.ToDictionary(view => view.View!, view => new DdlNode(ObjectKey.Refresh(view.Key.Oid), DdlRank.Refresh, "refresh", view.View!.Schema, null, view.View.Name)
        {
            Statements = () => [$"REFRESH MATERIALIZED VIEW {SourceTable.Quote(view.View.Schema)}.{SourceTable.Quote(view.View.Name)}"],
        });
        foreach (var (view, refresh) in refreshes)
        {
            refresh.Needs.Add(view);
            foreach (var read in Read(view))
            {
                if (refreshes.TryGetValue(read, out var earlier))
                    refresh.Needs.Add(earlier);
            }
        }
        foreach (var refresh in refreshes.Values)
            reader.Graph.Add(refresh);
    }

    private static HashSet<DdlNode> Read(DdlNode view)
    {
        var seen = new HashSet<DdlNode>();
        var open = new Stack<DdlNode>(view.Needs);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            foreach (var needed in node.Needs)
                open.Push(needed);
        }
        seen.Remove(view);
        return seen;
    }
}
