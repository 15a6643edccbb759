namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>What teaches the server something new: languages, transforms, access methods, conversions, parsers and templates of text search.</summary>
internal static class LanguageDdl
{
    public static void Read(DdlReader reader)
    {
        reader.Load(DdlRank.Language, "language", """
            SELECT l.tableoid, l.oid, '', NULL::text, l.lanname::text, ARRAY[
                format('CREATE %sLANGUAGE %I HANDLER %s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname, l.lanplcallfoid::regproc)
                || CASE WHEN l.laninline = 0 THEN '' ELSE format(' INLINE %s', l.laninline::regproc) END
                || CASE WHEN l.lanvalidator = 0 THEN '' ELSE format(' VALIDATOR %s', l.lanvalidator::regproc) END]
            FROM pg_language l WHERE l.oid >= 16384 AND l.lanplcallfoid <> 0
            """);
        reader.Load(DdlRank.Cast, "transform", """
            SELECT t.tableoid, t.oid, '', NULL::text, format('for %s language %s', format_type(t.trftype, NULL), l.lanname), ARRAY[
                format('CREATE TRANSFORM FOR %s LANGUAGE %I (', format_type(t.trftype, NULL), l.lanname)
                || CASE WHEN t.trffromsql = 0 THEN '' ELSE format('FROM SQL WITH FUNCTION %s', t.trffromsql::regprocedure) END
                || CASE WHEN t.trffromsql <> 0 AND t.trftosql <> 0 THEN ', ' ELSE '' END
                || CASE WHEN t.trftosql = 0 THEN '' ELSE format('TO SQL WITH FUNCTION %s', t.trftosql::regprocedure) END || ')']
            FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
            """);
        reader.Load(DdlRank.Language, "access method", """
            SELECT a.tableoid, a.oid, '', NULL::text, a.amname::text, ARRAY[
                format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler)]
            FROM pg_am a WHERE a.oid >= 16384
            """);
        reader.Load(DdlRank.Cast, "conversion", $"""
            SELECT c.tableoid, c.oid, n.nspname::text, NULL::text, c.conname::text, ARRAY[
                format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END, n.nspname, c.conname,
                    pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc)]
            FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.TextSearch, "text search parser", $"""
            SELECT p.tableoid, p.oid, n.nspname::text, NULL::text, p.prsname::text, ARRAY[
                format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s%s)', n.nspname, p.prsname, p.prsstart, p.prstoken, p.prsend, p.prslextype,
                    CASE WHEN p.prsheadline = 0 THEN '' ELSE format(', HEADLINE = %s', p.prsheadline) END)]
            FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE {DdlReader.UserSchema}
            """);
        reader.Load(DdlRank.TextSearch, "text search template", $"""
            SELECT t.tableoid, t.oid, n.nspname::text, NULL::text, t.tmplname::text, ARRAY[
                format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname, CASE WHEN t.tmplinit = 0 THEN '' ELSE format('INIT = %s, ', t.tmplinit) END, t.tmpllexize)]
            FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE {DdlReader.UserSchema}
            """);
    }
}
