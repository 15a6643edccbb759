-- Origin data, part 1: helpers of this session, tenants, roles, users, company.
-- Settings: origin.parties (how many), origin.seed (another seed gives other data, the same seed the same).

set session_replication_role = replica; -- Foreign keys are satisfied by construction; checking each row would double the time.

-- A fixed pseudo-random number per row and purpose.
create function pg_temp.h(i bigint, salt int) returns bigint language sql stable as
  $$ select hashint8extended(i, current_setting('origin.seed')::bigint * 1000 + salt) & 9223372036854775807 $$;
create function pg_temp.one(choices text[], i bigint, salt int) returns text language sql stable as
  $$ select choices[1 + pg_temp.h(i, salt) % cardinality(choices)] $$;
-- Ids have gaps, as after years of deletions.
create function pg_temp.party_id(i bigint) returns int language sql immutable as $$ select (i + i / 50)::int $$;
create function pg_temp.moment(i bigint, salt int) returns timestamp language sql stable as
  $$ select timestamp '2021-04-01' + make_interval(secs => (pg_temp.h(i, salt) % 157766400)::double precision) + (pg_temp.h(i, salt + 500) % 1000000) * interval '1 microsecond' $$;
create function pg_temp.midnight(i bigint, salt int) returns timestamp language sql stable as
  $$ select timestamp '2021-04-01' + (pg_temp.h(i, salt) % 1826) * interval '1 day' $$;
-- One row in twenty belongs to the row-level tenant 1; the rest have none, as in a real source.
create function pg_temp.tenant(i bigint) returns int language sql stable as
  $$ select case when pg_temp.h(i, 999) % 20 = 0 then 1 end $$;

insert into tenants values
  (1, 'Default', 'default', null, 'business', null, 'small', null, null, null, null, null, 'Pune', 'Maharashtra', 'India', '411001', '27AAPFU0939F1ZV', 'AAPFU0939F', null, 'basic', 'active', '2021-04-01', null, 5, 1000, 10000, 10, true, false, null, '2021-04-01 00:00:00.000001', '2025-08-31 23:59:59.999999'),
  (2, 'Dr. Priya''s "Smile" Clinic', 'dental-abc', 'dental.example', 'dental_clinic', 'Health', 'medium', 'Dr. Priya Sharma', 'priya@example.com', '+91 98200 00000', '12, MG Road', E'2nd floor\nabove the bank', 'मुंबई', 'Maharashtra', 'India', '400001', null, null, '', 'pro', 'suspended', '0001-01-01', '9999-12-31 23:59:59.999999', 8, 1000, 10000, 10, false, true, '2024-02-29', '2022-01-01', '2022-01-01'),
  (3, 'Factory XYZ', 'manufacturing-xyz', '', 'manufacturing', 'Machines', 'large', 'Amit Singh', null, null, null, null, null, null, null, null, null, null, null, 'basic', 'cancelled', null, null, 2147483647, 0, -1, 10, true, true, null, '2023-06-30 12:00:00.5', '2023-06-30 12:00:00.5');

insert into roles values (1, 'Admin'), (2, 'Sales'), (3, 'Accountant'), (4, 'Store');

-- Passwords: admin123, sales123, store123, मीरा-secret.
insert into users values
  (1, null, 'admin', '$2b$12$Jk3bV0mQ8rT1yZ5xW7uN9ednC/.jQXyYmnonIFzR/NNkBy2CtsKIm', 1),
  (2, null, 'sales', '$2b$12$Qw8eR2tY4uI6oP0aS3dF5utT1TOSl5219cgQUw5lh1Z/ziLoQjexm', 2),
  (3, null, 'store', '$2b$12$Zx1cV3bN5mA7sD9fG2hJ4uL6VW3xAvTgdcBrNUQrLGwcqWRM95Ueq', 4),
  (4, 1, 'मीरा.पटेल', '$2b$12$Lp0oK9iJ8uH7yG6tF5rD4eDAoGZZK6YDjcw3EiaVK4K8BNTaTP3fu', 3),
  (5, 2, 'never-signs-in', '', 3);

insert into tenant_users values
  (1, 1, 1, 'owner', '{"parties": ["read", "write"]}', true, true, '2021-04-01 09:00:00.123456', '2025-09-01 18:30:00.654321'),
  (2, 1, 4, 'manager', null, true, false, '2022-04-01', null),
  (3, 2, 5, 'user', '', false, false, '2023-04-01', '9999-12-31 23:59:59.999999');

insert into tenant_settings values
  (1, 1, 'features', 'dental', 'false', 'boolean', null, true, false, '2021-04-01', '2021-04-01'),
  (2, 1, 'invoice', 'footer', E'Thank you — धन्यवाद\r\n\tCall us: \\ 100%_sure', 'string', 'With tab, line break, backslash', true, true, '2021-04-01', '2022-02-02 02:02:02.020202'),
  (3, 2, 'features', 'dental', '', 'string', '', false, false, '2021-04-01', '2021-04-01'),
  (4, 3, 'layout', 'grid', '{"columns": ["name", "gstin"], "emoji": "🧾"}', 'json', null, true, false, '2021-04-01', '2021-04-01');

insert into tenant_branding values
  (1, 1, null, null, null, '#2c3e50', '#3498db', '#e74c3c', '#ffffff', '#2c3e50', 'Inter', 'Inter', null, 'TAX INVOICE', 'Thank you for your business!', 'Payment is due within the terms specified above.', '2021-04-01', '2021-04-01'),
  (2, 2, 'https://example.com/logo.png?a=1&b=2', 'Logo', '', '#000000', '#000000', '#000000', '#000000', '#000000', 'Inter', 'Inter', repeat('/* 💅 */ .x { content: "\\N"; }' || E'\n', 5000), 'इनवॉइस', '', '', '2021-04-01', '2021-04-01'),
  (3, 3, null, null, null, '', '', '', '', '', '', '', '', '', '', '', '2021-04-01', '2021-04-01');

insert into tenant_domains values
  (1, 1, 'default.example', null, null, true, true, true, '2021-04-01', '2021-04-02'),
  (2, 2, 'xn--e1afmkfd.example', E'-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', '2026-01-01 00:00:00.000001', false, true, false, '2021-04-01', null),
  (3, 3, '', '', null, false, false, false, '2021-04-01', null);

insert into company_settings values
  (1, null, 'Sample Company', '27AAPFU0939F1ZV', 'Maharashtra', '27', 'INV-', '12, MG Road', null, 'Pune', '411001', '+91 20 1234 5678', 'hello@example.com', true, true),
  (2, 1, 'O''Brien & Söhne', '', 'Karnataka', '29', '', null, '', null, null, null, null, false, false),
  (3, 2, 'شركة النور', '29AABCT1332L1ZD', 'Delhi', '07', E'\\N', E'a\tb', E'\\.', '', '', '', '', true, false);
