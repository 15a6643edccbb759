-- CALL chaos(STEPS): random changes of random rows of every table; what a rule of the table forbids is rolled back to a savepoint.
CREATE OR REPLACE PROCEDURE chaos(steps integer) LANGUAGE plpgsql AS $$
DECLARE
    t record;
    target text;
BEGIN
    FOR i IN 1..steps LOOP
        SET CONSTRAINTS ALL IMMEDIATE;
        SELECT c.oid, c.oid::regclass::text AS name,
            (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            (SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY random() LIMIT 1) AS one,
            (SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid IN ('int4'::regtype, 'int8'::regtype)
                AND EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary AND a.attnum = ANY (x.indkey::smallint[])) ORDER BY random() LIMIT 1) AS key
        INTO t
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname NOT IN ('row_names', 'no_columns', 'alembic_version')
            AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)
        ORDER BY random() LIMIT 1;
        target := format('(tableoid, ctid) IN (SELECT tableoid, ctid FROM ONLY %s ORDER BY random() LIMIT 1)', t.name);
        IF EXISTS (SELECT FROM pg_class WHERE oid = t.oid AND relkind = 'p') THEN
            target := replace(target, 'FROM ONLY', 'FROM');
        END IF;
        BEGIN
            CASE floor(random() * 8)::integer
                WHEN 0, 1, 2 THEN
                    EXECUTE format('UPDATE %s SET %s = (SELECT %s FROM %s ORDER BY random() LIMIT 1) WHERE %s', t.name, t.one, t.one, t.name, target);
                WHEN 3 THEN
                    EXECUTE format('WITH gone AS (DELETE FROM %s WHERE %s RETURNING %s) INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM gone', t.name, target, t.columns, t.name, t.columns, t.columns);
                WHEN 4 THEN
                    EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s WHERE %s', t.name, t.columns,
                        CASE WHEN t.key IS NULL THEN t.columns ELSE regexp_replace(t.columns, '(^|, )' || regexp_replace(t.key, '([][{}()*+?.\\|^$])', '\\\1', 'g') || '(,|$)', '\1' || (random() * 1000000 + 1000)::integer || '\2') END, t.name, target);
                WHEN 5 THEN
                    EXECUTE format('UPDATE %s SET %s = %s + %s WHERE %s', t.name, coalesce(t.key, t.one), coalesce(t.key, t.one), (random() * 1000)::integer, target);
                WHEN 6 THEN
                    EXECUTE format('DELETE FROM %s WHERE %s', t.name, replace(target, 'LIMIT 1', 'OFFSET 2 LIMIT 1'));
                ELSE
                    EXECUTE format('UPDATE %s SET %s = %s', t.name, t.one, t.one);
                    EXECUTE format('DELETE FROM %s', t.name);
                    RAISE EXCEPTION 'taken back';
            END CASE;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        IF random() < 0.3 THEN
            COMMIT;
        END IF;
    END LOOP;
END $$;
