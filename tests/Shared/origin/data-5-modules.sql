-- Origin data, part 5: the dental and manufacturing modules, a few rows each; then sequences are set past the ids used.

insert into patients
select i, pg_temp.tenant(i), 'PAT' || i, pg_temp.one('{Asha,आशा,José,李}', i, 200), pg_temp.one('{Rao,राव,Müller,娜}', i, 201),
  case i when 1 then date '0001-01-01' when 2 then date '9999-12-31' else date '1950-01-01' + (i * 300)::int end, pg_temp.one('{Male,Female,Other}', i, 202), '+91 98', null, null, '',
  'Line 1', null, 'Pune', 'Maharashtra', '411001', case i when 1 then 'AB+' end, case i when 1 then E'Penicillin\nDust' end, '', null, null, null, null,
  i <> 3, pg_temp.moment(i, 203), case when i > 2 then pg_temp.moment(i, 204) end, null, null, E'tab\there', pg_temp.moment(i, 205), pg_temp.moment(i, 205)
from generate_series(1, 9) i;

insert into appointments
select i, pg_temp.tenant(i), 'APT' || i, 1 + i % 9, case when i % 2 = 0 then 1 + i % 4 end, case i when 1 then date '0001-01-01' else date '2024-02-29' + i::int end,
  pg_temp.moment(i, 206), pg_temp.moment(i, 206) + interval '30 minutes', 30, 'Check-up', null, 'Scheduled', 'Pending', null, '', E'\\.', i % 2 = 0, null, pg_temp.moment(i, 207), pg_temp.moment(i, 207)
from generate_series(1, 9) i;

insert into treatments
select i, pg_temp.tenant(i), 'TRT' || i, 1 + i % 9, case when i % 2 = 0 then i end, 1, 'Root canal', 'Endodontic', '11,12,46', 'Diagnosis "x"', E'Plan\nover lines', null, '', 'Planned',
  null, null, false, timestamp '9999-12-31', null, case i when 1 then 99999999.99 else 0.01 end, case i when 2 then -99999999.99 end, 0, 0, pg_temp.moment(i, 208), pg_temp.moment(i, 208)
from generate_series(1, 6) i;

insert into treatment_items
select i, null, i, 'Item ' || i, null, '', '46', 'O', 99999999.99, i, 0.01, 'Planned', null, null, pg_temp.moment(i, 209), pg_temp.moment(i, 209) from generate_series(1, 6) i;

insert into medical_history
select i, pg_temp.tenant(i), i, pg_temp.moment(i, 210), 'Allergy', 'Asthma', case i when 1 then repeat('लंबा पाठ ', 3000) end, null, '', null, null,
  case i when 1 then date '0001-01-01' end, case i when 2 then date '9999-12-31' end, null, null, E'a\\tb', pg_temp.moment(i, 211), pg_temp.moment(i, 211)
from generate_series(1, 5) i;

insert into dental_supplies
select i, null, 'Gloves ' || i, null, 'Consumables', null, case when i % 2 = 0 then 'S-1' end, null, null, 'M', -1, 0, 2147483647, 'Pieces', 0.01, 99999999.99, null, null, null,
  i <> 2, true, false, case i when 1 then date '9999-12-31' end, '', null, pg_temp.moment(i, 212), pg_temp.moment(i, 212) from generate_series(1, 4) i;

insert into treatment_supply_usage
select i, null, i, 1 + i % 4, i, 0.01, 0.01 * i, pg_temp.moment(i, 213), case when i = 1 then 1 end, null, pg_temp.moment(i, 214) from generate_series(1, 5) i;

insert into bill_of_materials
select i, pg_temp.tenant(i), 'BOM' || i, 'Bill ' || i, null, '1.0', i, 0.1::float8 + 0.2::float8, 'Pieces', 'Production', 1, case i when 1 then date '0001-01-01' else date '2024-01-01' end, case i when 1 then date '9999-12-31' end,
  9999999999.99, 0.01, -0.01, 'Draft', i <> 3, case i when 1 then 1 end, case i when 1 then timestamp '2024-02-29 12:00:00.000001' end, '', pg_temp.moment(i, 215), pg_temp.moment(i, 215) from generate_series(1, 4) i;

insert into bom_components
select i, null, 1 + i % 4, 1 + i, i / 7.0, 'Pieces', 1e-300, -1e300, 0.01, 9999999999.99, 'Raw Material', null, 1, false, true, null, pg_temp.moment(i, 216), pg_temp.moment(i, 216) from generate_series(1, 8) i;

insert into production_orders
select i, null, 'PRO' || i, 1 + i % 4, 1 + i, i, 0, 'Pieces', date '2024-02-29', date '9999-12-31', null, null, 'Normal', 'Planned', 9999999999.99, 0, 0, 0, 0, true, false, null, null, case i when 1 then 2 end, 1, null, E'Quality\r\nnote', pg_temp.moment(i, 217), pg_temp.moment(i, 217)
from generate_series(1, 4) i;

insert into production_steps
select i, null, 1 + i % 4, 'Step ' || i, null, i, 30, null, 'Pending', null, null, null, false, case i when 1 then true when 2 then false end, '', null, pg_temp.moment(i, 218), pg_temp.moment(i, 218) from generate_series(1, 6) i;

insert into material_consumption
select i, null, 1 + i % 4, 1 + i, i / 3.0, 0, 'Kg', 0.01, 9999999999.99, pg_temp.moment(i, 219), null, null, pg_temp.moment(i, 220) from generate_series(1, 4) i;

insert into work_centers
select i, null, 'WC' || i, 'Lathe ' || i, null, '', 1, 'Pieces', '["lathe", "खराद"]', '', 99999999.99, 0.01, true, false, date '0001-01-01', date '9999-12-31', null, null, pg_temp.moment(i, 221), pg_temp.moment(i, 221) from generate_series(1, 3) i;

insert into quality_control
select i, null, 1 + i % 4, pg_temp.moment(i, 222), 1, 'Final', 10, 9.5, 0.5, 95, 5, '{"scratch": 1}', null, i = 1, null, null, null, 'Pass', '', pg_temp.moment(i, 223), pg_temp.moment(i, 223) from generate_series(1, 4) i;

do $$
declare t record;
begin
  for t in select table_name from information_schema.columns where table_schema = 'public' and column_name = 'id' loop
    execute format('select setval(pg_get_serial_sequence(%L, ''id''), (select max(id) from %I))', t.table_name, t.table_name);
  end loop;
end $$;
set session_replication_role = default;
analyze;
