namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Triggers and row security policies.</summary>
internal static class TriggerDdl
{
    private const string State = """
        CASE WHEN t.tgenabled <> 'O' THEN format('ALTER TABLE %I.%I %s TRIGGER %I', n.nspname, c.relname, CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname)
             ELSE format('ALTER TABLE %I.%I ENABLE TRIGGER %I', n.nspname, c.relname, t.tgname) END
        """;

    public static void Read(DdlReader reader)
    {
        // Until PostgreSQL 12 a partition's copy of its parent's trigger counts as internal.
        var own = reader.Since(13, "t.tgparentid = 0", "true");
        reader.Load(DdlRank.Trigger, "trigger", $"""
            SELECT t.tableoid, t.oid, n.nspname::text, c.relname::text, t.tgname::text, ARRAY[pg_get_triggerdef(t.oid), CASE WHEN t.tgenabled <> 'O' THEN {State} END]
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND {Moving.SourceFence.NotOf("t.tgname")} AND {own} AND c.relkind IN ('r', 'p', 'v') AND {DdlReader.UserSchema}
            """);
        foreach (var (part, whole) in reader.Query($"SELECT t.tableoid, t.oid, c.tableoid, c.oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgisinternal OR NOT ({own})",
            row => (DdlReader.KeyAt(row, 0), DdlReader.KeyAt(row, 2))))
            reader.Graph.Alias(part, whole);
        if (reader.Major >= 13)
            PartitionStates(reader);
        reader.Load(DdlRank.Policy, "policy", $"""
            SELECT p.tableoid, p.oid, n.nspname::text, c.relname::text, p.polname::text, ARRAY[
                format('CREATE POLICY %I ON %I.%I', p.polname, n.nspname, c.relname)
                || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                || CASE WHEN p.polroles = '{"{0}"}' THEN '' ELSE ' TO ' || (SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles)) END
                || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')]
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {DdlReader.UserSchema}
            """);
    }

    // A partition's copy of a trigger may be switched on or off by itself.
    private static void PartitionStates(DdlReader reader)
    {
        foreach (var (table, key, schema, name, trigger, sql) in reader.Query($"""
            SELECT c.tableoid, c.oid, t.tableoid, t.oid, n.nspname::text, c.relname::text, t.tgname::text, {State}, p.tableoid, p.oid
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_trigger p ON p.oid = t.tgparentid
            WHERE NOT t.tgisinternal AND t.tgenabled <> p.tgenabled AND {DdlReader.UserSchema}
            """, row => ((Table: DdlReader.KeyAt(row, 0), Parent: DdlReader.KeyAt(row, 8)), DdlReader.KeyAt(row, 2), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7))))
        {
            var node = new DdlNode(ObjectKey.TriggerState(key.Oid), DdlRank.Trigger, "trigger", schema, name, trigger) { Statements = () => [sql] };
            reader.Graph.Add(node);
            reader.Later(node.Key, table.Table);
            reader.Later(node.Key, table.Parent);
        }
    }
}
