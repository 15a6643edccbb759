namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>Functions, procedures, aggregates, operators, casts and text search.</summary>
internal static class RoutineDdl
{
    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.Routine, "function", $"""
            SELECT p.tableoid, p.oid, n.nspname::text, NULL::text, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), ARRAY[pg_get_functiondef(p.oid)]
                || ARRAY(SELECT format('ALTER ROUTINE %s DEPENDS ON EXTENSION %I', p.oid::regprocedure, e.extname) FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                         WHERE d.classid = p.tableoid AND d.objid = p.oid AND d.refclassid = e.tableoid AND d.deptype = 'x' ORDER BY e.extname)
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prokind <> 'a' AND {Moving.SourceFence.NotOf("p.proname")} AND {DdlReader.UserSchema} AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = p.tableoid AND d.objid = p.oid AND d.deptype = 'i')
            """);
        Aggregates(reader);
        reader.Load(DdlRank.Operator, "operator", $"""
            SELECT o.tableoid, o.oid, n.nspname::text, NULL::text, format('%s(%s,%s)', o.oprname, coalesce(nullif(o.oprleft, 0)::regtype::text, 'NONE'), o.oprright::regtype), ARRAY[
                format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode)
                || CASE WHEN o.oprleft = 0 THEN '' ELSE format(', LEFTARG = %s', o.oprleft::regtype) END
                || CASE WHEN o.oprright = 0 THEN '' ELSE format(', RIGHTARG = %s', o.oprright::regtype) END
                || coalesce((SELECT format(', COMMUTATOR = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprcom), '')
                || coalesce((SELECT format(', NEGATOR = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprnegate), '')
                || CASE WHEN o.oprrest = 0 THEN '' ELSE format(', RESTRICT = %s', o.oprrest) END
                || CASE WHEN o.oprjoin = 0 THEN '' ELSE format(', JOIN = %s', o.oprjoin) END
                || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END || ')']
            FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprcode <> 0 AND {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.Cast, "cast", """
            SELECT c.tableoid, c.oid, '', NULL::text, format('(%s AS %s)', c.castsource::regtype, c.casttarget::regtype), ARRAY[
                format('CREATE CAST (%s AS %s) ', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
                || CASE c.castmethod WHEN 'f' THEN format('WITH FUNCTION %s', c.castfunc::regprocedure) WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
                || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END]
            FROM pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = c.tableoid AND d.objid = c.oid AND d.deptype = 'i')
            """);
        TextSearch(reader);
    }

    private static void Aggregates(DdlReader reader) => reader.Load(DdlRank.Aggregate, "aggregate", $"""
        SELECT p.tableoid, p.oid, n.nspname::text, NULL::text, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), ARRAY[
            format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s', n.nspname, p.proname, coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'), a.aggtransfn, format_type(a.aggtranstype, NULL))
            || CASE WHEN a.aggtransspace = 0 THEN '' ELSE format(', SSPACE = %s', a.aggtransspace) END
            || coalesce(', INITCOND = ' || quote_literal(a.agginitval), '')
            || CASE WHEN a.aggfinalfn = 0 THEN '' ELSE format(', FINALFUNC = %s', a.aggfinalfn) END
            || CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END
            || CASE WHEN a.aggfinalfn = 0 OR a.aggfinalmodify = CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END THEN ''
                    ELSE ', FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END
            || CASE WHEN a.aggcombinefn = 0 THEN '' ELSE format(', COMBINEFUNC = %s', a.aggcombinefn) END
            || CASE WHEN a.aggserialfn = 0 THEN '' ELSE format(', SERIALFUNC = %s', a.aggserialfn) END
            || CASE WHEN a.aggdeserialfn = 0 THEN '' ELSE format(', DESERIALFUNC = %s', a.aggdeserialfn) END
            || CASE WHEN a.aggmtransfn = 0 THEN '' ELSE format(', MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s', a.aggmtransfn, a.aggminvtransfn, format_type(a.aggmtranstype, NULL)) END
            || CASE WHEN a.aggmtransspace = 0 THEN '' ELSE format(', MSSPACE = %s', a.aggmtransspace) END
            || CASE WHEN a.aggmfinalfn = 0 THEN '' ELSE format(', MFINALFUNC = %s', a.aggmfinalfn) END
            || CASE WHEN a.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END
            || CASE WHEN a.aggmfinalfn = 0 OR a.aggmfinalmodify = CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w' END THEN ''
                    ELSE ', MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END
            || coalesce(', MINITCOND = ' || quote_literal(a.aggminitval), '')
            || coalesce((SELECT format(', SORTOP = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = a.aggsortop), '')
            || CASE WHEN a.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END
            || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED' ELSE '' END || ')']
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE {DdlReader.UserSchema}
        """);

    private static void TextSearch(DdlReader reader)
    {
        reader.Load(DdlRank.TextSearch, "text search dictionary", $"""
            SELECT d.tableoid, d.oid, n.nspname::text, NULL::text, d.dictname::text, ARRAY[
                format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname, coalesce(', ' || d.dictinitoption, ''))]
            FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
            WHERE {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.TextSearch, "text search configuration", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.cfgname::text,
                ARRAY[format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname)]
                || ARRAY(SELECT format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, c.cfgname,
                             (SELECT alias FROM ts_token_type(c.cfgparser) WHERE tokid = m.maptokentype), string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno))
                         FROM pg_ts_config_map m WHERE m.mapcfg = c.oid GROUP BY m.maptokentype ORDER BY m.maptokentype)
            FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
            WHERE {DdlReader.UserSchema}
            """);
    }
}
