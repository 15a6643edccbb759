namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Owners and privileges. They come last of all, so that everything before is made by whoever restores.</summary>
internal static class OwnerDdl
{
    private sealed record Acl(ObjectKey Key, string Target, string Owner, int Column);

    private const string Identity = """
        CASE WHEN o.classid = 'pg_proc'::regclass AND i.type = 'aggregate' AND right(i.identity, 2) = '()' THEN left(i.identity, -1) || '*)' ELSE i.identity END
        """;

    public static IEnumerable<PostgresObject> Read(DdlReader reader) => [.. Owners(reader), .. Privileges(reader), .. Defaults(reader)];

    private static IEnumerable<PostgresObject> Owners(DdlReader reader)
    {
        // A sequence of a column follows its table.
        foreach (var (key, sql) in reader.Query($"""
            SELECT o.classid, o.objid, format('ALTER %s %s OWNER TO %I', CASE i.type WHEN 'statistics object' THEN 'STATISTICS' ELSE replace(upper(i.type), '-', ' ') END, {Identity}, pg_get_userbyid(o.owner))
            FROM (SELECT tableoid AS classid, oid AS objid, nspowner AS owner FROM pg_namespace WHERE pg_get_userbyid(nspowner) <> 'pg_database_owner' AND NOT (nspname = 'public' AND nspowner = 10)
                  UNION ALL SELECT tableoid, oid, relowner FROM pg_class c WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = c.tableoid AND d.objid = c.oid AND c.relkind = 'S' AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
                  UNION ALL SELECT tableoid, oid, proowner FROM pg_proc UNION ALL SELECT tableoid, oid, typowner FROM pg_type
                  UNION ALL SELECT tableoid, oid, collowner FROM pg_collation UNION ALL SELECT tableoid, oid, oprowner FROM pg_operator
                  UNION ALL SELECT tableoid, oid, dictowner FROM pg_ts_dict UNION ALL SELECT tableoid, oid, cfgowner FROM pg_ts_config
                  UNION ALL SELECT tableoid, oid, conowner FROM pg_conversion UNION ALL SELECT tableoid, oid, lanowner FROM pg_language
                  UNION ALL SELECT tableoid, oid, opcowner FROM pg_opclass UNION ALL SELECT tableoid, oid, opfowner FROM pg_opfamily
                  UNION ALL SELECT tableoid, oid, fdwowner FROM pg_foreign_data_wrapper UNION ALL SELECT tableoid, oid, srvowner FROM pg_foreign_server
                  UNION ALL SELECT tableoid, oid, pubowner FROM pg_publication
                  UNION ALL SELECT tableoid, oid, stxowner FROM pg_statistic_ext) o
            CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) i
            WHERE o.objid >= 16384 OR i.identity = 'public' ORDER BY 1, 3
            """, row => (DdlReader.KeyAt(row, 0), row.GetString(2))))
        {
            if (reader.Graph.Find(key) is { } node && node.Key == key)
                yield return Object(node, "owner", sql);
        }
    }

    private static IEnumerable<PostgresObject> Privileges(DdlReader reader)
    {
        var items = reader.Query($"""
            SELECT o.classid, o.objid, o.subid,
                CASE WHEN i.type IN ('view', 'materialized view', 'foreign table') OR o.subid > 0 THEN 'TABLE' WHEN i.type = 'server' THEN 'FOREIGN SERVER' ELSE replace(upper(i.type), '-', ' ') END || ' ' || {Identity}, pg_get_userbyid(o.owner)::text, quote_ident(o.attname), u.position::int,
                g.grantor_name, g.grantee_name, g.privileges, g.is_grantable
            FROM (SELECT tableoid AS classid, oid AS objid, 0 AS subid, nspowner AS owner, nspacl AS acl, NULL::name AS attname, acldefault('n', nspowner) AS base FROM pg_namespace
                    WHERE nspacl IS DISTINCT FROM (SELECT initprivs FROM pg_init_privs WHERE objoid = pg_namespace.oid AND classoid = pg_namespace.tableoid AND objsubid = 0)
                  UNION ALL SELECT tableoid, oid, 0, relowner, relacl, NULL, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner) FROM pg_class
                  UNION ALL SELECT c.tableoid, c.oid, a.attnum, c.relowner, a.attacl, a.attname, NULL FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
                  UNION ALL SELECT tableoid, oid, 0, proowner, proacl, NULL, acldefault('f', proowner) FROM pg_proc
                  UNION ALL SELECT tableoid, oid, 0, lanowner, lanacl, NULL, acldefault('l', lanowner) FROM pg_language
                  UNION ALL SELECT tableoid, oid, 0, fdwowner, fdwacl, NULL, acldefault('F', fdwowner) FROM pg_foreign_data_wrapper
                  UNION ALL SELECT tableoid, oid, 0, srvowner, srvacl, NULL, acldefault('S', srvowner) FROM pg_foreign_server
                  UNION ALL SELECT tableoid, oid, 0, typowner, typacl, NULL, acldefault('T', typowner) FROM pg_type) o
            CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) i
            LEFT JOIN LATERAL unnest(o.acl) WITH ORDINALITY u(item, position) ON true
            LEFT JOIN LATERAL (SELECT quote_ident(pg_get_userbyid(e.grantor)) AS grantor_name, CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END AS grantee_name,
                                      string_agg(e.privilege_type || coalesce(' (' || quote_ident(o.attname) || ')', ''), ', ') AS privileges, e.is_grantable
                               FROM aclexplode(ARRAY[u.item]) e GROUP BY e.grantor, e.grantee, e.is_grantable) g ON true
            WHERE o.acl IS NOT NULL AND o.acl IS DISTINCT FROM o.base AND (o.objid >= 16384 OR i.identity = 'public')
            -- Schemas first: whoever passes on a privilege needs theirs.
            ORDER BY o.classid <> 'pg_namespace'::regclass, o.classid, i.identity, o.subid, u.position, g.is_grantable
            """, row => (Key: DdlReader.KeyAt(row, 0), Column: row.GetInt32(2), Target: row.GetString(3), Owner: row.GetString(4),
                Grantor: DdlReader.TextAt(row, 7), Grantee: DdlReader.TextAt(row, 8), Privileges: DdlReader.TextAt(row, 9), Grantable: !row.IsDBNull(10) && row.GetBoolean(10)));
        foreach (var group in items.GroupBy(item => new Acl(item.Key, item.Target, SourceTable.Quote(item.Owner), item.Column)))
        {
            if (reader.Graph.Find(group.Key.Key) is not { } node || node.Key != group.Key.Key)
                continue;
            if (group.Key.Column == 0)
            {
                yield return Object(node, "privilege", $"REVOKE ALL ON {group.Key.Target} FROM PUBLIC");
                yield return Object(node, "privilege", $"REVOKE ALL ON {group.Key.Target} FROM {group.Key.Owner}");
            }
            foreach (var item in group.Where(item => item.Grantee is not null))
            {
                var grant = $"GRANT {item.Privileges} ON {group.Key.Target} TO {item.Grantee}{(item.Grantable ? " WITH GRANT OPTION" : "")}";
                var byOwner = item.Grantor == item.Owner || item.Grantor == group.Key.Owner;
                yield return Object(node, "privilege", byOwner ? grant : $"SET LOCAL SESSION AUTHORIZATION {item.Grantor}; {grant}; RESET SESSION AUTHORIZATION");
            }
        }
    }

    private static IEnumerable<PostgresObject> Defaults(DdlReader reader) => reader.Query("""
        SELECT coalesce(n.nspname, '')::text, pg_get_userbyid(a.defaclrole)::text, s.sql
        FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
        CROSS JOIN LATERAL (SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s', pg_get_userbyid(a.defaclrole), coalesce(' IN SCHEMA ' || quote_ident(n.nspname), '')) AS prefix,
            CASE a.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS objects) p
        CROSS JOIN LATERAL (
            SELECT 0 AS position, format('%s REVOKE ALL ON %s FROM PUBLIC', p.prefix, p.objects) AS sql WHERE a.defaclnamespace = 0
            UNION ALL SELECT 1, format('%s REVOKE ALL ON %s FROM %I', p.prefix, p.objects, pg_get_userbyid(a.defaclrole)) WHERE a.defaclnamespace = 0
            UNION ALL SELECT 1 + u.position, format('%s GRANT %s ON %s TO %s%s', p.prefix, string_agg(e.privilege_type, ', '), p.objects,
                      CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END, CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM unnest(a.defaclacl) WITH ORDINALITY u(item, position) CROSS JOIN LATERAL aclexplode(ARRAY[u.item]) e GROUP BY u.position, e.grantee, e.is_grantable) s
        ORDER BY a.defaclobjtype, 1, 2, s.position
        """, row => new PostgresObject(DdlSection.PostData, "default privilege", row.GetString(0), null, row.GetString(1), row.GetString(2)));

    private static PostgresObject Object(DdlNode node, string kind, string sql) =>
        new(node.LeftOut ? DdlSection.LeftOut : DdlSection.PostData, kind, node.Schema, node.Table, node.Name, sql);
}
