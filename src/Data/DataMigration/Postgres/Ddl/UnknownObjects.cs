namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Finds whatever the catalogues list and nobody has read, so that nothing is lost without a word.</summary>
internal static class UnknownObjects
{
    // Each with the object it is part of, if any: reported only when that one is made anew.
    private static readonly string[] Catalogues =
    [
        "SELECT 'pg_largeobject'::regclass::oid, oid, 0::oid, 0::oid FROM pg_largeobject_metadata",
        "SELECT 'pg_user_mapping'::regclass::oid, umid, 0::oid, 0::oid FROM pg_user_mappings",
        "SELECT tableoid, oid, 0::oid, 0::oid FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND relpersistence <> 't'",
        "SELECT c.tableoid, c.oid, c.tableoid, i.indrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relpersistence <> 't'",
        "SELECT k.tableoid, k.oid, CASE WHEN k.conrelid <> 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END::oid, CASE WHEN k.conrelid <> 0 THEN k.conrelid ELSE k.contypid END FROM pg_constraint k",
        "SELECT tableoid, oid, 'pg_class'::regclass::oid, adrelid FROM pg_attrdef",
        "SELECT tableoid, oid, 'pg_class'::regclass::oid, ev_class FROM pg_rewrite",
        "SELECT tableoid, oid, 'pg_class'::regclass::oid, tgrelid FROM pg_trigger",
        "SELECT tableoid, oid, 'pg_class'::regclass::oid, polrelid FROM pg_policy",
        "SELECT tableoid, oid, 0::oid, 0::oid FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'",
        .. new[]
        {
            "pg_type", "pg_proc", "pg_cast", "pg_collation", "pg_conversion", "pg_language", "pg_operator", "pg_opclass", "pg_opfamily", "pg_am", "pg_ts_config", "pg_ts_dict", "pg_ts_parser",
            "pg_ts_template", "pg_foreign_data_wrapper", "pg_foreign_server", "pg_extension", "pg_publication", "pg_statistic_ext", "pg_transform",
        }.Select(catalogue => $"SELECT tableoid, oid, 0::oid, 0::oid FROM {catalogue}"),
    ];

    public static void Read(DdlReader reader)
    {
        // What was dropped since the snapshot is still in the catalogues we see, but has no name any more.
        foreach (var item in reader.Query($"""
            SELECT o.classid, o.objid, o.wholeclass, o.whole, i.type, coalesce(i.schema, ''), coalesce(i.name, i.identity)
            FROM ({string.Join(" UNION ALL ", Catalogues)}) o (classid, objid, wholeclass, whole) CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) i
            WHERE (o.objid >= 16384 OR o.classid = 'pg_largeobject'::regclass) AND i.identity IS NOT NULL AND position('{Moving.SourceFence.Name}' IN i.identity) = 0 AND coalesce(i.schema, '') !~ '^pg_(toast|temp)' ORDER BY 5, 6, 7
            """, row => (Key: DdlReader.KeyAt(row, 0), Whole: DdlReader.KeyAt(row, 2), Object: new UnsupportedObject(row.GetString(4), row.GetString(5), row.GetString(6)))))
        {
            if (!reader.Graph.Knows(item.Key) && !reader.IsOfExtension(item.Key) && (item.Whole.Oid == 0 || reader.Graph.Find(item.Whole)?.Key == item.Whole))
                reader.Unsupported.Add(item.Object);
        }
        foreach (var item in reader.Query("""
            SELECT 'database setting', '', unnest(setconfig)::text FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'database comment', '', current_database()::text FROM pg_shdescription WHERE classoid = 'pg_database'::regclass AND objoid = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'database privilege', '', current_database()::text FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL
            UNION ALL SELECT 'subscription', '', subname::text FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'security label', '', objoid::text FROM pg_seclabel
            UNION ALL SELECT 'tablespace', n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.reltablespace <> 0 AND c.oid >= 16384 AND n.nspname !~ '^pg_'
            UNION ALL SELECT 'data of an extension', n.nspname, c.relname FROM pg_extension e CROSS JOIN unnest(e.extconfig) t JOIN pg_class c ON c.oid = t JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'
            UNION ALL SELECT 'link to an extension', '', pg_describe_object(classid, objid, objsubid) FROM pg_depend WHERE deptype = 'x' AND classid <> 'pg_proc'::regclass
            ORDER BY 1, 2, 3
            """, row => new UnsupportedObject(row.GetString(0), row.GetString(1), row.GetString(2))))
            reader.Unsupported.Add(item);
    }
}
