-- Everything a PostgreSQL database may hold that a copy, or the way back, could lose. PostgreSQL 15 or later.
-- Loads with psql as superuser into an empty database; the same rows every time.
SET client_min_messages = warning;
SET check_function_bodies = off;
SET DateStyle = 'ISO';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';

---------------------------------------------------------------- roles, schemas, extensions
DO $$
BEGIN
    PERFORM pg_advisory_lock(20240229);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'torture_owner') THEN CREATE ROLE torture_owner; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'torture reader') THEN CREATE ROLE "torture reader"; END IF;
    PERFORM pg_advisory_unlock(20240229);
END $$;

CREATE SCHEMA shop AUTHORIZATION torture_owner;
CREATE SCHEMA "Odd ""Schema"".x";
CREATE SCHEMA "select";
CREATE SCHEMA empty_schema;
COMMENT ON SCHEMA shop IS 'A schema''s comment, with a ''quote'' and a back\slash';
COMMENT ON SCHEMA public IS 'changed comment of public';
GRANT USAGE ON SCHEMA shop TO "torture reader";
GRANT CREATE ON SCHEMA public TO "torture reader";

CREATE EXTENSION citext;
CREATE EXTENSION hstore WITH SCHEMA shop;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
COMMENT ON EXTENSION citext IS 'our own words about citext';

---------------------------------------------------------------- types
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', '', 'it''s "odd"', 'ひ', 'Ok');
ALTER TYPE mood ADD VALUE 'between' BEFORE 'happy';
COMMENT ON TYPE mood IS 'labels are ordered as declared, not as spelled';
CREATE TYPE "Odd ""Schema"".x"."Mixed Case" AS ENUM ('A', 'a');
CREATE TYPE empty_enum AS ENUM ();
CREATE TYPE address AS (street text, "Zip Code" varchar(10) COLLATE "C", tags text[], at numeric(6,2));
COMMENT ON COLUMN address.street IS 'a column of a composite type';
CREATE TYPE nested AS (name text, home address, feeling mood);
CREATE DOMAIN positive AS integer CONSTRAINT "is positive" CHECK (VALUE > 0) CONSTRAINT not_huge CHECK (VALUE < 2000000000);
CREATE DOMAIN code AS varchar(8) COLLATE "C" DEFAULT 'x''1' NOT NULL CHECK (VALUE ~ '^[a-z''0-9]+$');
CREATE DOMAIN sub_code AS code CHECK (length(VALUE) > 1);
CREATE DOMAIN money_amount AS numeric(12,2) DEFAULT 0;
CREATE DOMAIN int_list AS integer[] CHECK (array_length(VALUE, 1) < 5);
COMMENT ON DOMAIN positive IS 'a domain';
COMMENT ON CONSTRAINT "is positive" ON DOMAIN positive IS 'a domain''s constraint';
CREATE DOMAIN late AS text;
CREATE TYPE float_range AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TYPE shop.text_range AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = shop.many_text_ranges);
CREATE COLLATION shop.numbers (provider = icu, locale = 'en-u-kn-true');
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
COMMENT ON COLLATION loose IS 'compares without case';

---------------------------------------------------------------- functions that tables need
CREATE FUNCTION shop.tax(amount numeric, rate numeric DEFAULT 0.18) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 7 AS 'SELECT round(amount * rate, 2)';
COMMENT ON FUNCTION shop.tax(numeric, numeric) IS 'used by a generated column';
CREATE FUNCTION lower_first(text) RETURNS text LANGUAGE sql IMMUTABLE AS $body$ SELECT lower(left($1, 1)) || substr($1, 2) $body$;
CREATE FUNCTION next_code() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN 'c' || coalesce((SELECT max(id) FROM shop.customer), 0);  -- a table that does not exist yet
END $$;
CREATE FUNCTION sql_body(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT a + b; END;

---------------------------------------------------------------- every type, with NULL, least, greatest and odd values
CREATE TABLE all_types (
    id integer PRIMARY KEY,
    c_int2 smallint, c_int4 integer, c_int8 bigint, c_oid oid,
    c_numeric numeric, c_numeric_fixed numeric(12,2), c_numeric_long numeric(60,30), c_numeric_int numeric(5,0), c_numeric_neg numeric(3,-2), c_numeric_small numeric(2,5),
    c_real real, c_double double precision, c_money money, c_bool boolean,
    c_char1 char, c_char10 char(10), c_varchar varchar, c_varchar20 varchar(20), c_text text, c_name name, c_citext citext, c_qchar "char",
    c_bytea bytea,
    c_date date, c_timestamp timestamp, c_timestamp0 timestamp(0), c_timestamptz timestamptz, c_timestamptz3 timestamptz(3),
    c_time time, c_time2 time(2), c_timetz timetz, c_interval interval, c_interval_ym interval year to month, c_interval_s interval second(3),
    c_uuid uuid, c_json json, c_jsonb jsonb, c_xml xml, c_jsonpath jsonpath,
    c_bit bit, c_bit8 bit(8), c_varbit bit varying, c_varbit9 varbit(9),
    c_inet inet, c_cidr cidr, c_macaddr macaddr, c_macaddr8 macaddr8,
    c_point point, c_line line, c_lseg lseg, c_box box, c_path path, c_polygon polygon, c_circle circle,
    c_int4range int4range, c_int8range int8range, c_numrange numrange, c_tsrange tsrange, c_tstzrange tstzrange, c_daterange daterange,
    c_int4multirange int4multirange, c_datemultirange datemultirange, c_floatrange float_range, c_textrange shop.text_range, c_textranges shop.many_text_ranges,
    c_tsvector tsvector, c_tsquery tsquery, c_pg_lsn pg_lsn, c_txid txid_snapshot, c_xid8 xid8, c_regclass regclass, c_regtype regtype,
    c_enum mood, c_enum2 "Odd ""Schema"".x"."Mixed Case", c_domain positive, c_domain_text late, c_composite address, c_nested nested, c_hstore shop.hstore
);
INSERT INTO all_types (id) VALUES (1);
INSERT INTO all_types VALUES (2,
    -32768, -2147483648, -9223372036854775808, 0,
    '-99999999999999999999999999999999999999.00000000000000000000000000000000000001', -9999999999.99, '-999999999999999999999999999999.999999999999999999999999999999', -99999, -99900, -0.00099,
    '-3.4028235e38', '-1.7976931348623157e308', '-92233720368547758.08', false,
    '', '', '', '', '', '', '', '',
    '',
    '4713-01-01 BC', '4713-01-01 00:00:00 BC', '4713-01-01 00:00:00 BC', '4713-01-01 00:00:00+00 BC', '0044-03-15 12:00:00.123+00 BC',
    '00:00:00', '00:00:00', '00:00:00+15:59:59', '-178000000 years', '-178000000 years', '-59.999',
    '00000000-0000-0000-0000-000000000000', 'null', 'null', '', '$',
    B'0', B'00000000', B'', B'',
    '0.0.0.0/0', '0.0.0.0/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00',
    '(0,0)', '{0,1,0}', '[(0,0),(0,0)]', '(0,0),(0,0)', '[(0,0)]', '((0,0))', '<(0,0),0>',
    'empty', 'empty', 'empty', 'empty', 'empty', 'empty',
    '{}', '{}', 'empty', 'empty', '{}',
    '', '', '0/0', '1:1:', '0', 'pg_class', 'integer',
    'sad', 'A', 1, '', '("",,{},)', '(,,)', '');
INSERT INTO all_types VALUES (3,
    32767, 2147483647, 9223372036854775807, 4294967295,
    '99999999999999999999999999999999999999.99999999999999999999999999999999999999', 9999999999.99, '999999999999999999999999999999.999999999999999999999999999999', 99999, 99900, 0.00099,
    '3.4028235e38', '1.7976931348623157e308', '92233720368547758.07', true,
    'Z', 'ten chars!', repeat('v', 300), 'twenty characters ok', E'line\nfeed\r\ncarriage\ttab\\backslash''quote"double', repeat('n', 63), 'MiXeD', 'q',
    '\x00017f80ff0a0d5c2700',
    '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59', '294276-12-31 23:59:59.999999+00', '294276-12-31 23:59:59.999+00',
    '24:00:00', '23:59:59.99', '24:00:00-15:59:59', '178000000 years', '178000000 years 11 months', '59.999',
    'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a":  1.50, "a": "dup", "z": [1e5, "\u0000 \ud834\udd1e"]}', '{"b": 1.50, "a": [1, null, true, "\u00e9"], "": {}}', '<?xml version="1.0"?><a b="c">&lt;é<!-- x --></a>', 'strict $."a"[*] ? (@ > 1)',
    B'1', B'11111111', B'10101', B'111111111',
    '2001:db8:85a3::8a2e:370:7334/64', '2001:db8::/32', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff',
    '(1.7976931348623157e308,-1e-300)', '{1.5,-2,3}', '[(1,2),(3,4.5)]', '(3,4),(1,2)', '((0,0),(1,1),(2,0))', '((0,0),(1,1),(2,0))', '<(1,2),3.25>',
    '[-2147483648,2147483647)', '(,)', '[1.50,2.500)', '["2024-02-29 23:59:59.999999",infinity]', '(-infinity,"2024-02-29 12:00:00+05:30"]', '[2024-02-29,2024-03-01]',
    '{[1,3),[5,7)}', '{[2024-01-01,2024-01-02),(2024-02-01,)}', '[-infinity,1e-300)', '["a, b","c\"d"]', '{[a,b),["(x","y)")}',
    'a:1A fat:2B,4C ''odd '''' lexeme'':3', '''a'' & !( ''b'':*A | ''c'' <-> ''d'' )', 'FFFFFFFF/FFFFFFFF', '10:20:10,14,15', '18446744073709551615', 'pg_type', 'mood',
    'happy', 'a', 1999999999, 'late', '("12 ""Main"", St.","AB 12","{""a,b"",NULL,""null""}",1234.50)', '(x,"(""a b"",Z,,)","it''s ""odd""")', 'a=>1, "b c"=>NULL, ""=>"", "q\"uote"=>"x=>y"');
INSERT INTO all_types (id, c_numeric, c_real, c_double, c_bool, c_char10, c_text, c_citext, c_date, c_timestamp, c_timestamptz, c_interval, c_uuid, c_json, c_jsonb, c_inet, c_time, c_timetz, c_xml, c_enum, c_bytea, c_numeric_fixed, c_money) VALUES
(4, 'NaN', 'NaN', 'NaN', true, 'a', 'NULL', 'null', 'infinity', 'infinity', 'infinity', '1 year 2 mons -3 days +04:05:06.789', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '"text"', '"text"', '192.168.1.1', '04:05:06.000001', '04:05:06.5-08', 'plain', 'it''s "odd"', '\x5c78', 0, 0),
(5, 'Infinity', 'Infinity', 'Infinity', false, '  a', '\N', '\N', '-infinity', '-infinity', '-infinity', '-1 mons +1 day -00:00:00.000001', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', '1', '1', '10.1.2.3/8', '12:00', '12:00+05:30:15', '<a/><b/>', 'ひ', '\x', -0.01, -0.01),
(6, '-Infinity', '-Infinity', '-Infinity', NULL, 'é€𝄞', '\.', 'É', '9999-12-31', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '00:00:00', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13', ' [ ] ', '[]', '::1', '00:00:00.1', '00:00:00+00', NULL, 'Ok', '\x00', 1.10, 1.1),
(7, '-0.0', '-0', '-0', NULL, E'\t\n\r', ' leading and trailing ', ' ', '10000-01-01', '10000-01-01 00:00:00', '10000-01-01 00:00:00+00', '100:00:00', NULL, 'true', '1.10', '::ffff:1.2.3.4', '23:59:59.999999', '23:59:59.999999-12', NULL, 'between', '\x31', 100, 100),
(8, '1.10', '1e-45', '5e-324', NULL, NULL, E'\u200b\ufeff\u00a0\u202e', 'ß', '0001-01-01', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '999999 days', NULL, '{"\ud83d\ude00": 1E400}', '1E400', '0.0.0.0', '01:02:03.12', NULL, NULL, 'ok', NULL, 12345.6, 12345.6),
(9, '1e1000', '0.1', '0.1', NULL, NULL, '', '', '0001-12-31 BC', '0001-12-31 23:59:59.999999 BC', '0001-12-31 23:59:59.999999+00 BC', '-00:00:01', NULL, '{}', '{"a": {"b": [{"c": "\\u0041 \\ \" / "}]}}', 'fe80::1/128', '04:05', NULL, NULL, NULL, NULL, 0.10, NULL),
(10, '1e-1000', '16777216', '9007199254740993', NULL, NULL, E'\x01\x08\x0b\x0c\x1f\x7f', NULL, '2024-02-29', '2024-02-29 00:00:00.1', '2024-02-29 00:00:00.10+05:30', '1 mon', NULL, E'{\n\t"a" :\n1 }', '{"a": 1}', NULL, NULL, NULL, NULL, NULL, NULL, 0.99, NULL),
(11, '0', '0', '0', NULL, NULL, '12345', '1e5', '1970-01-01', '1970-01-01', '1970-01-01 00:00:00+00', '1 day', NULL, '0', '-0.0', NULL, NULL, NULL, NULL, NULL, NULL, -100.50, NULL),
(12, '100', '1.17549435e-38', '2.2250738585072014e-308', NULL, NULL, '0101', '0x10', '2000-01-01', '2000-01-01 00:00:00.000001', '1999-12-31 23:59:59.999999+00', '12 mons', NULL, '[1,2]', '12345678901234567890.123456789012345678901234567890', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
(13, '0.00', '3.14159274', '3.141592653589793', NULL, NULL, '1.0', '1.0', '1900-02-28', '1582-10-15 00:00:00', '1582-10-04 00:00:00+00', '-1 year', NULL, '[[[[]]]]', '[[[[]]]]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE arrays (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    ints integer[], bigs bigint[], texts text[], chars char(4)[], numerics numeric[], numerics2 numeric(10,2)[], doubles double precision[], reals real[],
    bools boolean[], uuids uuid[], dates date[], stamps timestamptz[], jsons jsonb[], byteas bytea[], moods mood[], domains positive[], list int_list,
    addresses address[], intervals interval[], ranges int4range[], hstores shop.hstore[], inets inet[], sized integer[3][3], varchars varchar(5)[]
);
INSERT INTO arrays (ints, texts) VALUES (NULL, NULL), ('{}', '{}'), ('{NULL}', '{NULL,"NULL",null,""}'), ('{{1,2},{3,4}}', '{{a,b},{c,NULL}}'), ('[0:2]={1,2,3}', '[-1:0]={x,y}'), ('[2:3][0:1]={{1,2},{3,4}}', '{{{a}}}');
INSERT INTO arrays VALUES (100,
    '{-2147483648,0,2147483647}', '{-9223372036854775808,9223372036854775807}', ARRAY['', ' ', 'a,b', '{x}', 'q"uote', E'back\\slash', E'new\nline', 'é𝄞', 'null', 'NULL', '1', '[1]', E'\t\x01'], '{a,bb,"  c"}',
    '{1.10,NaN,Infinity,1e40,NULL,0.00}', '{1,2.5,-0.01}', '{0.1,-0,NaN,Infinity,-Infinity,5e-324,1.7976931348623157e308}', '{0.1,-0,16777216,1e-45}',
    '{t,f,NULL}', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', '{2024-02-29,infinity,"0044-03-15 BC"}', '{"2024-02-29 00:00:00+05:30",-infinity}', '{"{\"a\": 1}","null",NULL}', '{"\\x00ff","\\x"}',
    '{sad,"it''s \"odd\"","",NULL}', '{1,2}', '{1,2,3}', '{"(a,b,\"{c,d}\",1.50)",NULL,"(,,,)"}', '{"1 day","-1 mons"}', '{"[1,5)",empty}', '{"a=>1","\"x y\"=>NULL"}', '{10.0.0.1/8,::1}', '{1,2}', '{abc,"",NULL}');

---------------------------------------------------------------- defaults, generated columns, storage, constraints
CREATE TABLE shop.customer (
    id bigserial PRIMARY KEY,
    code code,
    short sub_code DEFAULT 'own',
    "Full Name" text COLLATE shop.numbers NOT NULL CONSTRAINT "no empty 'name'" CHECK ("Full Name" <> ''),
    nickname text COLLATE loose DEFAULT 'it''s ' || 'x',
    balance money_amount,
    rate numeric(5,4) NOT NULL DEFAULT 0.18,
    tax numeric GENERATED ALWAYS AS (shop.tax(balance::numeric, rate)) STORED,
    initial text GENERATED ALWAYS AS (lower_first("Full Name")) STORED NOT NULL,
    feeling mood DEFAULT 'it''s "odd"'::mood,
    born date CHECK (born > '1800-01-01' OR born IS NULL),
    made timestamptz DEFAULT now() NOT NULL,
    token uuid DEFAULT gen_random_uuid(),
    bits bit varying(5) DEFAULT B'101',
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    extra jsonb DEFAULT '{"a": [1, "b''c"]}',
    home address,
    notes text COMPRESSION pglz,
    parent bigint,
    favourite bigint,
    CONSTRAINT customer_code_key UNIQUE (code) INCLUDE (rate),
    CONSTRAINT either CHECK (rate >= 0 AND (born IS NOT NULL OR feeling IS DISTINCT FROM 'sad')) NO INHERIT,
    EXCLUDE USING gist (id WITH =, daterange(born, NULL) WITH &&) WHERE (born IS NOT NULL) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 99);
ALTER TABLE shop.customer ALTER rate SET STATISTICS 500, ALTER nickname SET STORAGE EXTERNAL, ALTER made SET (n_distinct = -0.5);
ALTER TABLE shop.customer DROP COLUMN notes;
ALTER TABLE shop.customer ADD COLUMN notes text COMPRESSION pglz DEFAULT 'added later';
ALTER TABLE shop.customer OWNER TO torture_owner;
ALTER TABLE shop.customer ADD FOREIGN KEY (parent) REFERENCES shop.customer ON DELETE SET NULL ON UPDATE CASCADE;
COMMENT ON TABLE shop.customer IS E'first line\nsecond ''line''\\';
COMMENT ON COLUMN shop.customer."Full Name" IS 'a column';
COMMENT ON CONSTRAINT either ON shop.customer IS 'a constraint';
COMMENT ON SEQUENCE shop.customer_id_seq IS 'a sequence';
GRANT SELECT, INSERT ON shop.customer TO "torture reader" WITH GRANT OPTION;
GRANT UPDATE (nickname, "Full Name") ON shop.customer TO PUBLIC;
GRANT USAGE ON SEQUENCE shop.customer_id_seq TO "torture reader";
SET SESSION AUTHORIZATION "torture reader";
GRANT SELECT ON shop.customer TO PUBLIC;
RESET SESSION AUTHORIZATION;

CREATE TABLE shop."order" (
    id integer GENERATED ALWAYS AS IDENTITY (START 1000 INCREMENT 10 MINVALUE 10 MAXVALUE 100000 CACHE 5 CYCLE) PRIMARY KEY,
    customer bigint NOT NULL REFERENCES shop.customer DEFERRABLE INITIALLY DEFERRED,
    "group" smallint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME shop."Group's seq" INCREMENT -1),
    total double precision DEFAULT 'NaN' CHECK (total <> 3),
    span tstzrange
);
ALTER TABLE shop.customer ADD CONSTRAINT favourite_order FOREIGN KEY (favourite) REFERENCES shop."order" ON DELETE SET DEFAULT DEFERRABLE;
CREATE TABLE shop.item (
    "order" integer REFERENCES shop."order" ON DELETE CASCADE,
    line smallint CHECK (line > 0),
    part integer, part_region text,
    quantity numeric(10,3) NOT NULL,
    previous_order integer, previous_line smallint,
    PRIMARY KEY (line, "order"),
    CONSTRAINT previous FOREIGN KEY (previous_order, previous_line) REFERENCES shop.item ("order", line) MATCH FULL ON UPDATE RESTRICT,
    UNIQUE ("order", line),
    UNIQUE NULLS NOT DISTINCT (part, "order") DEFERRABLE
);
INSERT INTO shop.customer (code, "Full Name", nickname, balance, born, made, token, extra, home, parent, tags) VALUES
    ('abc', 'Öz', 'Nick', 100, '1950-01-01', '2024-01-01 10:00:00+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL, ROW('s', 'z', '{}', 1), NULL, '{a}'),
    ('b''1', 'File 10', NULL, NULL, NULL, '2024-01-01 10:00:00.000001+00', NULL, '{}', NULL, 1, '{"x,y",NULL}'),
    ('c', 'file 2', 'NICK', -0.01, '2024-02-29', '2024-01-01 00:00:00+00', NULL, 'null', NULL, 3, DEFAULT);
INSERT INTO shop.customer (id, code, "Full Name", made, token) VALUES (-5, 'minus', ' ', '1999-12-31 23:59:59+00', NULL), (9007199254740993, 'huge', '名', '2000-01-01 00:00:00+00', NULL);
INSERT INTO shop."order" (customer, total, span) VALUES (1, 1.5, '[2024-01-01,2024-01-02)'), (1, 'NaN', NULL), (9007199254740993, NULL, 'empty');
UPDATE shop.customer SET favourite = 1010 WHERE id = 1;
INSERT INTO shop.item VALUES (1000, 1, 1, 'eu', 1.500, NULL, NULL), (1000, 2, 2, 'us', 0.001, 1000, 1), (1010, 1, NULL, NULL, 9999999.999, 1010, 1);

CREATE TABLE broken_rules (id integer PRIMARY KEY, amount integer, parent integer, text_id text UNIQUE);
INSERT INTO broken_rules VALUES (1, -1, 99, 'a'), (2, 5, 1, NULL), (3, NULL, NULL, NULL);
ALTER TABLE broken_rules ADD CONSTRAINT amount_later CHECK (amount > 0) NOT VALID;
ALTER TABLE broken_rules ADD CONSTRAINT parent_later FOREIGN KEY (parent) REFERENCES broken_rules NOT VALID;
CREATE TABLE late_values (v late);
INSERT INTO late_values VALUES ('bad'), ('good'), (NULL);
ALTER DOMAIN late ADD CONSTRAINT not_bad CHECK (VALUE <> 'bad') NOT VALID;

---------------------------------------------------------------- names
CREATE TABLE "Case" (id serial PRIMARY KEY, "a" integer, "A" text, "Id2" integer UNIQUE);
CREATE TABLE "CASE" (id serial PRIMARY KEY, "Ä" text, "ä" text);
CREATE TABLE "case" ("ID" integer PRIMARY KEY, v text);
CREATE TABLE "select"."case" ("select" integer PRIMARY KEY, "from" text, "order" text, "group" text, "table" text, "index" text, "values" text);
CREATE TABLE "Odd ""Schema"".x"."it's ""quoted"" [x] `y` %s {0} $1 ; -- tab	é" ("a""b" integer PRIMARY KEY, "c'd" text, "e.f" text, " " text, "g
h" text, "%" text, "1" integer, "@p0" text, ":x" text, "?" text);
CREATE TABLE sqlite_sequence (name text, seq integer);
CREATE TABLE sqlite_master (type text PRIMARY KEY);
CREATE TABLE _pg_table (id integer PRIMARY KEY, name text);
CREATE TABLE shop__order (id integer PRIMARY KEY);
CREATE TABLE pg_like (id integer PRIMARY KEY);
CREATE TABLE "a123456789b123456789c123456789d123456789e123456789f123456789xyz" ("a123456789b123456789c123456789d123456789e123456789f123456789xyz" integer);
CREATE TABLE row_names (rowid text, _rowid_ integer, oid text);
CREATE TABLE row_names_key (rowid text, _rowid_ text, oid text, id integer PRIMARY KEY);
CREATE TABLE rowid_key (rowid bigint PRIMARY KEY, "RowID" text);
CREATE TABLE no_columns ();
CREATE TABLE key_only (id bigint PRIMARY KEY);
CREATE TABLE empty_table (id integer PRIMARY KEY, v text);
INSERT INTO "Case" (a, "A", "Id2") VALUES (1, 'x', 1), (NULL, NULL, NULL), (2, 'y', NULL);
INSERT INTO "CASE" ("Ä", "ä") VALUES ('upper', 'lower');
INSERT INTO "case" VALUES (1, 'v');
INSERT INTO "select"."case" VALUES (1, 'a', 'b', 'c', 'd', 'e', 'f');
INSERT INTO "Odd ""Schema"".x"."it's ""quoted"" [x] `y` %s {0} $1 ; -- tab	é" VALUES (1, 'a', 'b', 'c', 'd', 'e', 2, 'f', 'g', 'h');
INSERT INTO sqlite_sequence VALUES ('x', 1), ('x', 1);
INSERT INTO sqlite_master VALUES ('table');
INSERT INTO _pg_table VALUES (1, 'ours');
INSERT INTO shop__order VALUES (7);
INSERT INTO "a123456789b123456789c123456789d123456789e123456789f123456789xyz" VALUES (1), (1), (NULL);
INSERT INTO row_names VALUES ('5', 5, 'five'), ('5', 5, 'five'), (NULL, NULL, NULL);
INSERT INTO row_names_key VALUES ('a', 'b', 'c', 3), (NULL, NULL, NULL, -3);
INSERT INTO rowid_key VALUES (-9223372036854775808, 'least'), (9223372036854775807, 'greatest'), (0, NULL);
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO key_only SELECT g * g FROM generate_series(-3, 0) g;
DO $$
BEGIN
    EXECUTE 'CREATE TABLE wide (' || (SELECT string_agg(format('"column %s" %s', g, (ARRAY['integer', 'text', 'boolean', 'numeric(8,3)', 'date'])[g % 5 + 1]), ', ') FROM generate_series(1, 1200) g) || ')';
    EXECUTE 'INSERT INTO wide SELECT ' || (SELECT string_agg((ARRAY['i', $q$'t' || i$q$, 'i % 2 = 0', 'i / 8.0', $q$date '2024-01-01' + i$q$])[g % 5 + 1], ', ') FROM generate_series(1, 1200) g) || ' FROM generate_series(1, 3) i';
END $$;
CREATE UNLOGGED TABLE big_values (id integer PRIMARY KEY, t text, b bytea, e text);
ALTER TABLE big_values ALTER e SET STORAGE EXTERNAL, ALTER b SET STORAGE MAIN;
INSERT INTO big_values VALUES (1, repeat('Grüße ', 500000), decode(repeat('00ff10', 1000000), 'hex'), repeat('x', 100000)), (2, '', '', NULL);
CREATE TABLE longest_numbers (id integer PRIMARY KEY, n numeric);
INSERT INTO longest_numbers VALUES (1, ('-' || repeat('9', 131072) || '.' || repeat('1', 16383))::numeric), (2, '1e131071'), (3, 1e-16383), (4, repeat('7', 130000)::numeric);
CREATE TABLE many_rows (id bigserial PRIMARY KEY, v numeric(12,2), s text, f double precision, at timestamptz, even boolean GENERATED ALWAYS AS (id % 2 = 0) STORED);
INSERT INTO many_rows (v, s, f, at) SELECT g * 1.01, CASE g % 3 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE 'row ' || g END, g / 7.0::float8, timestamptz '2024-01-01 00:00:00+00' + g * interval '1.000001 seconds' FROM generate_series(1, 20000) g;
DELETE FROM many_rows WHERE id % 100 = 0;
CREATE TABLE duplicates (a integer, b text);
INSERT INTO duplicates VALUES (1, 'x'), (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL), (1, NULL), (NULL, ''), (1, '');
CREATE TABLE text_key (k text PRIMARY KEY, v integer);
INSERT INTO text_key VALUES ('', 1), ('a', 2), ('A', 3), ('ä', 4), ('a ', 5), ('10', 6), ('9', 7);
CREATE TABLE uuid_key (k uuid PRIMARY KEY, owner uuid REFERENCES uuid_key);
INSERT INTO uuid_key VALUES ('ffffffff-0000-0000-0000-00000000000a', 'ffffffff-0000-0000-0000-00000000000a');
CREATE TABLE char_key (k char(5), d date, n numeric(10,2), PRIMARY KEY (k, d, n));
INSERT INTO char_key VALUES ('a', 'infinity', 1.50), ('a', '-infinity', 1.50), ('', '0044-03-15 BC', -0.01);

---------------------------------------------------------------- sequences
CREATE SEQUENCE never_used;
CREATE SEQUENCE shop.used AS smallint START WITH 5 INCREMENT BY 3 MINVALUE -10 MAXVALUE 300 CACHE 7 CYCLE;
SELECT nextval('shop.used'), nextval('shop.used');
CREATE SEQUENCE countdown AS bigint INCREMENT BY -5 START WITH -1 MAXVALUE -1;
SELECT nextval('countdown');
CREATE SEQUENCE set_not_called;
SELECT setval('set_not_called', 42, false);
CREATE SEQUENCE at_the_end MAXVALUE 3;
SELECT setval('at_the_end', 3);
CREATE SEQUENCE shop.owned_elsewhere OWNED BY shop.item.part;
ALTER SEQUENCE never_used OWNER TO torture_owner;
COMMENT ON SEQUENCE shop.used IS 'cycles';
CREATE TABLE shared_sequence (a integer DEFAULT nextval('shop.used'), b integer DEFAULT nextval('shop.used'::regclass) NOT NULL);
INSERT INTO shared_sequence DEFAULT VALUES;

---------------------------------------------------------------- partitions, inheritance
CREATE TABLE measure (region text NOT NULL, day date NOT NULL, id integer GENERATED BY DEFAULT AS IDENTITY, v numeric CHECK (v > -100), note text DEFAULT 'root',
    CONSTRAINT measure_key PRIMARY KEY (region, day, id)) PARTITION BY LIST (region);
CREATE TABLE measure_eu PARTITION OF measure (note DEFAULT 'eu', CONSTRAINT only_eu CHECK (v < 1000)) FOR VALUES IN ('eu', 'uk''s') PARTITION BY RANGE (day);
CREATE TABLE measure_eu_2023 PARTITION OF measure_eu FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE shop.measure_eu_2024 (v numeric, extra_dropped integer, id integer NOT NULL, note text DEFAULT 'attached', day date NOT NULL, region text NOT NULL);
ALTER TABLE shop.measure_eu_2024 DROP COLUMN extra_dropped;
ALTER TABLE shop.measure_eu_2024 ADD CONSTRAINT measure_v_check CHECK (v > -100), ADD CONSTRAINT only_eu CHECK (v < 1000);
ALTER TABLE measure_eu ATTACH PARTITION shop.measure_eu_2024 FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE TABLE measure_null PARTITION OF measure FOR VALUES IN ('us') PARTITION BY HASH (id);
CREATE TABLE measure_us_0 PARTITION OF measure_null FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE measure_us_1 PARTITION OF measure_null FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE measure_rest PARTITION OF measure DEFAULT WITH (fillfactor = 50);
CREATE INDEX measure_day ON measure (day DESC, lower(note));
CREATE INDEX measure_only_root ON ONLY measure (v);
CREATE INDEX measure_rest_v ON measure_rest (v);
ALTER INDEX measure_only_root ATTACH PARTITION measure_rest_v;
CREATE UNIQUE INDEX measure_rest_own ON measure_rest (id);
CREATE TABLE measured (region text, day date, id integer, FOREIGN KEY (region, day, id) REFERENCES measure ON DELETE CASCADE);
INSERT INTO measure (region, day, v, note) VALUES ('eu', '2023-06-01', 1.5, NULL), ('uk''s', '2024-06-01', 2, 'x'), ('us', '2024-01-01', NULL, 'a'), ('us', '2024-01-02', 3, 'b'), ('zz', 'infinity', 4, 'c'), ('', '-infinity', 5, '');
INSERT INTO measured SELECT region, day, id FROM measure WHERE region = 'us';
COMMENT ON TABLE shop.measure_eu_2024 IS 'a partition';
CREATE TABLE by_expression (id integer, at timestamp, k text) PARTITION BY RANGE (id, date_trunc('day', at), k COLLATE "C" text_pattern_ops);
CREATE TABLE by_expression_1 PARTITION OF by_expression FOR VALUES FROM (0, MINVALUE, MINVALUE) TO (10, '2024-01-01 00:00:00', 'm');
INSERT INTO by_expression VALUES (1, '2024-05-05 05:05:05', 'a');
CREATE TABLE no_partitions (id integer) PARTITION BY LIST (id);

CREATE TABLE animal (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'animal', CONSTRAINT named CHECK (name <> ''));
CREATE TABLE legged (legs integer DEFAULT 4 NOT NULL, CHECK (legs >= 0));
CREATE TABLE dog (breed text, name text DEFAULT 'dog', CONSTRAINT good_breed CHECK (breed <> 'none')) INHERITS (animal, legged);
CREATE TABLE puppy (CONSTRAINT named CHECK (name <> ''), weeks integer) INHERITS (dog);
ALTER TABLE puppy ALTER legs SET DEFAULT 3;
CREATE TABLE cat (id integer NOT NULL DEFAULT 7, name text NOT NULL, CONSTRAINT named CHECK (name <> ''), lives smallint);
ALTER TABLE cat INHERIT animal;
INSERT INTO animal (name) VALUES ('a'), ('b');
INSERT INTO dog (name, breed) VALUES ('rex', NULL);
INSERT INTO puppy (name, weeks) VALUES ('bit', 3);
INSERT INTO cat VALUES (1, 'tom', 9);
CREATE TABLE person OF address (street NOT NULL, PRIMARY KEY (street));
INSERT INTO person VALUES ('main', '1', '{x}', 2.5);

---------------------------------------------------------------- indexes, statistics
CREATE INDEX ON shop.customer (lower("Full Name"), born DESC NULLS LAST) WHERE rate > 0.1;
CREATE UNIQUE INDEX "Index of Case" ON "Case" ("A" COLLATE "C" text_pattern_ops, a DESC NULLS FIRST) INCLUDE ("Id2") WITH (fillfactor = 60);
CREATE UNIQUE INDEX same_name ON shop.item (quantity) WHERE part IS NULL;
CREATE INDEX same_name ON "Case" (a);
CREATE INDEX gin_tags ON shop.customer USING gin (tags, extra jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX trgm ON shop.customer USING gist ("Full Name" gist_trgm_ops (siglen = 32));
CREATE INDEX brin_rows ON many_rows USING brin (at) WITH (pages_per_range = 16);
CREATE INDEX hash_key ON text_key USING hash (v);
CREATE INDEX spgist_key ON text_key USING spgist (k);
CREATE UNIQUE INDEX one_true ON many_rows ((true)) WHERE id = 1;
CREATE UNIQUE INDEX identity_index ON char_key (d);
CREATE UNIQUE INDEX not_distinct ON duplicates (a, b) NULLS NOT DISTINCT WHERE a > 1;
ALTER INDEX shop.customer_lower_born_idx ALTER COLUMN 1 SET STATISTICS 100;
ALTER TABLE char_key REPLICA IDENTITY USING INDEX identity_index;
ALTER TABLE duplicates REPLICA IDENTITY FULL;
ALTER TABLE "Case" REPLICA IDENTITY NOTHING, CLUSTER ON "Case_pkey";
ALTER TABLE text_key CLUSTER ON text_key_pkey;
COMMENT ON INDEX brin_rows IS 'an index';
CREATE STATISTICS shop.row_stats (ndistinct, dependencies) ON v, s FROM many_rows;
CREATE STATISTICS expression_stats ON (lower(s)), f FROM many_rows;
ALTER STATISTICS expression_stats SET STATISTICS 50;
COMMENT ON STATISTICS expression_stats IS 'statistics';

---------------------------------------------------------------- views
CREATE VIEW shop.active AS SELECT c.id, c."Full Name" AS "Name's", count(o.id) AS orders, max(o.total) AS "select" FROM shop.customer c LEFT JOIN shop."order" o ON o.customer = c.id GROUP BY c.id;
CREATE VIEW a_on_active WITH (security_barrier = true) AS SELECT * FROM shop.active WHERE orders > 0 OR lower_first("Name's") = 'x';
CREATE VIEW updatable WITH (security_invoker = true) AS SELECT id, v FROM empty_table WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE RECURSIVE VIEW family (id, depth) AS SELECT id, 0 FROM shop.customer WHERE parent IS NULL UNION ALL SELECT c.id, depth + 1 FROM shop.customer c JOIN family f ON c.parent = f.id AND c.id <> f.id;
CREATE VIEW zz_values AS VALUES (1, 'a'::text), (2, E'b\n''c''');
ALTER VIEW shop.active ALTER orders SET DEFAULT 5;
COMMENT ON VIEW shop.active IS 'a view';
COMMENT ON COLUMN shop.active.orders IS 'a view''s column';
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 80) AS SELECT customer, sum(total) AS total FROM shop."order" GROUP BY 1;
CREATE UNIQUE INDEX totals_customer ON totals (customer);
CREATE MATERIALIZED VIEW aa_totals_of_totals AS SELECT count(*) AS n, (SELECT max("Name's") FROM a_on_active) AS m FROM totals;
CREATE MATERIALIZED VIEW not_filled AS SELECT 1 AS one WITH NO DATA;
COMMENT ON MATERIALIZED VIEW totals IS 'materialised';
GRANT SELECT ON a_on_active TO "torture reader";
CREATE VIEW grouped_by_key AS SELECT id, breed, count(*) AS n FROM (SELECT id, breed FROM dog) d GROUP BY id, breed;
CREATE FUNCTION rows_of_view() RETURNS SETOF shop.active LANGUAGE sql STABLE ROWS 50 AS 'SELECT * FROM shop.active';
CREATE FUNCTION type_of_table(c shop.customer) RETURNS text LANGUAGE sql STABLE AS 'SELECT c.nickname';
CREATE VIEW uses_function AS SELECT r.id, (SELECT type_of_table(c) FROM shop.customer c WHERE c.id = r.id) AS nick FROM rows_of_view() r;
CREATE TABLE of_row_type (id integer PRIMARY KEY, animal animal, cats cat[]);
INSERT INTO of_row_type VALUES (1, '(1,x)', '{"(1,tom,9)"}'), (2, NULL, '{}');

---------------------------------------------------------------- functions, aggregates, operators, casts, text search
CREATE PROCEDURE shop.do_nothing(INOUT a integer, b text DEFAULT 'x''y', VARIADIC rest integer[] DEFAULT '{}') LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, shop SET work_mem = '8MB' AS $procedure$ BEGIN a := a + 1; END $procedure$;
COMMENT ON PROCEDURE shop.do_nothing IS 'a procedure';
CREATE FUNCTION overloaded(integer) RETURNS text LANGUAGE sql AS 'SELECT ''int''';
CREATE FUNCTION overloaded(text) RETURNS text LANGUAGE sql LEAKPROOF AS 'SELECT ''text''';
CREATE FUNCTION returns_table(a integer, OUT b text, OUT "C d" numeric) RETURNS SETOF record LANGUAGE sql STABLE AS $f$ SELECT 'x', 1.0 $f$;
REVOKE EXECUTE ON FUNCTION overloaded(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overloaded(integer) TO "torture reader";
ALTER FUNCTION overloaded(text) OWNER TO torture_owner;
CREATE FUNCTION add_up(numeric, integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE AGGREGATE shop.total(integer) (SFUNC = add_up, STYPE = numeric, INITCOND = '0', PARALLEL = SAFE);
COMMENT ON AGGREGATE shop.total(integer) IS 'an aggregate';
CREATE AGGREGATE biggest(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >, COMBINEFUNC = int4larger);
CREATE OPERATOR shop.<+> (FUNCTION = sql_body, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(shop.<+>));
COMMENT ON OPERATOR shop.<+> (integer, integer) IS 'an operator';
CREATE FUNCTION mood_number(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT CASE $1 WHEN 'sad' THEN 0 ELSE 1 END $$;
CREATE CAST (mood AS integer) WITH FUNCTION mood_number(mood) AS ASSIGNMENT;
CREATE CAST (address AS text) WITH INOUT;
COMMENT ON CAST (mood AS integer) IS 'a cast';
CREATE TEXT SEARCH DICTIONARY shop.plain (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH CONFIGURATION shop.search (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION shop.search ADD MAPPING FOR asciiword, word WITH shop.plain, simple;
COMMENT ON TEXT SEARCH CONFIGURATION shop.search IS 'a configuration';
CREATE VIEW uses_operator AS SELECT 1 OPERATOR(shop.<+>) 2 AS three, shop.total(g) AS total FROM generate_series(1, 3) g;

---------------------------------------------------------------- triggers, rules, row security
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a trigger ran: %', TG_NAME; END $$;
CREATE TRIGGER "Touch Me" BEFORE INSERT OR UPDATE OF rate, "Full Name" ON shop.customer FOR EACH ROW WHEN (NEW.rate > 0.5) EXECUTE FUNCTION touch('arg''1', '2');
CREATE TRIGGER statement_one AFTER DELETE OR TRUNCATE ON shop.item FOR EACH STATEMENT EXECUTE FUNCTION touch();
CREATE TRIGGER all_rows BEFORE INSERT ON many_rows FOR EACH ROW EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER deferred_one AFTER INSERT ON shop.item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER transition AFTER UPDATE ON many_rows REFERENCING OLD TABLE AS o NEW TABLE AS "N" FOR EACH STATEMENT EXECUTE FUNCTION touch();
CREATE TRIGGER on_view INSTEAD OF INSERT ON shop.active FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER on_partitions AFTER INSERT ON measure FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE shop.item DISABLE TRIGGER statement_one;
ALTER TABLE many_rows ENABLE ALWAYS TRIGGER all_rows;
ALTER TABLE measure_rest DISABLE TRIGGER on_partitions;
COMMENT ON TRIGGER "Touch Me" ON shop.customer IS 'a trigger';
CREATE RULE redirect AS ON INSERT TO empty_table WHERE NEW.id < 0 DO INSTEAD INSERT INTO key_only VALUES (NEW.id);
CREATE RULE "Log It" AS ON UPDATE TO key_only DO ALSO NOTHING;
ALTER TABLE key_only DISABLE RULE "Log It";
COMMENT ON RULE redirect ON empty_table IS 'a rule';
CREATE TABLE secret (id integer PRIMARY KEY, owner name, v text);
INSERT INTO secret VALUES (1, 'postgres', 'a'), (2, 'nobody', 'b');
ALTER TABLE secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON secret USING (owner = CURRENT_USER) WITH CHECK (length(v) < 100);
CREATE POLICY "Readers see" ON secret AS RESTRICTIVE FOR SELECT TO "torture reader", torture_owner USING (id > 0);
COMMENT ON POLICY own_rows ON secret IS 'a policy';
ALTER DEFAULT PRIVILEGES FOR ROLE torture_owner IN SCHEMA shop GRANT SELECT ON TABLES TO "torture reader";
ALTER DEFAULT PRIVILEGES FOR ROLE torture_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER TYPE mood OWNER TO torture_owner;
GRANT USAGE ON TYPE positive TO "torture reader";
REVOKE USAGE ON TYPE positive FROM PUBLIC;

REFRESH MATERIALIZED VIEW totals;
REFRESH MATERIALIZED VIEW aa_totals_of_totals;
