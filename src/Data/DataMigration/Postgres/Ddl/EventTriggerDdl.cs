namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Event triggers. They come after everything else, owners and privileges included: they would watch it being made.</summary>
internal static class EventTriggerDdl
{
    public const string Kind = "event trigger";

    public static IEnumerable<PostgresObject> Read(DdlReader reader)
    {
        var triggers = reader.Query("""
            SELECT t.tableoid, t.oid, t.evtname::text, ARRAY[
                format('CREATE EVENT TRIGGER %I ON %I%s EXECUTE FUNCTION %s()', t.evtname, t.evtevent,
                    coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(g), ', ' ORDER BY position) FROM unnest(t.evttags) WITH ORDINALITY u(g, position)) || ')', ''), t.evtfoid::regproc),
                CASE WHEN t.evtenabled <> 'O' THEN format('ALTER EVENT TRIGGER %I %s', t.evtname, CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END) END,
                'COMMENT ON EVENT TRIGGER ' || quote_ident(t.evtname) || ' IS ' || quote_literal(obj_description(t.oid, 'pg_event_trigger')),
                format('ALTER EVENT TRIGGER %I OWNER TO %I', t.evtname, pg_get_userbyid(t.evtowner))],
                'pg_proc'::regclass::oid, t.evtfoid
            FROM pg_event_trigger t ORDER BY t.evtname
            """, row => (Key: DdlReader.KeyAt(row, 0), Name: row.GetString(2), Statements: row.GetFieldValue<string?[]>(3), Function: DdlReader.KeyAt(row, 4)));
        foreach (var trigger in triggers.Where(trigger => !reader.IsOfExtension(trigger.Key)))
        {
            if (reader.Graph.Find(trigger.Function) is null && !reader.IsOfExtension(trigger.Function))
            {
                reader.Unsupported.Add(new UnsupportedObject("event trigger", "", trigger.Name));
                continue;
            }
            foreach (var sql in trigger.Statements.OfType<string>())
                yield return new PostgresObject(DdlSection.PostData, Kind, "", null, trigger.Name, sql);
        }
    }
}
