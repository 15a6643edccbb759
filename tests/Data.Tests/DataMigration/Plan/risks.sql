CREATE TABLE readings (
    id integer PRIMARY KEY,
    required double precision NOT NULL,
    optional double precision,
    single real,
    amount numeric,
    wide numeric(40,2),
    day date,
    moment timestamp,
    instant timestamptz,
    document json
);
INSERT INTO readings VALUES
    (1, 1, 'NaN', 1, 1.5, 1, '2024-02-29', '2024-02-29 10:00', '2024-02-29 10:00+00', '{"a": 1}'),
    (2, 'NaN', '-0', '-0', 1.50, 12345678901234567890123456789012345678.25, 'infinity', '-infinity', 'infinity', '"\ud83d"'),
    (3, 1, 'Infinity', 'NaN', 'NaN', 1, '0044-03-15 BC', '12345-01-01', '0001-12-31 BC', '"\u00e9"');

CREATE TABLE keyless (name text);
INSERT INTO keyless VALUES ('a'), ('b');

CREATE TABLE parents (id integer PRIMARY KEY);
CREATE TABLE children (
    id integer PRIMARY KEY,
    parent_id integer REFERENCES parents (id),
    later_id integer
);
INSERT INTO parents VALUES (1);
SET session_replication_role = replica;
INSERT INTO children VALUES (1, 1, NULL), (2, 77, 88), (3, NULL, NULL);
SET session_replication_role = origin;
ALTER TABLE children ADD CONSTRAINT children_later_fkey FOREIGN KEY (later_id) REFERENCES parents (id) NOT VALID;
