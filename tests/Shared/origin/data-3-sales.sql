-- Origin data, part 3: invoices with items and payments, recurring invoices, invoice templates, audit.

create function pg_temp.some_party(i bigint, salt int) returns int language sql stable as
  $$ select pg_temp.party_id(1 + pg_temp.h(i, salt) % greatest(current_setting('origin.parties')::int, 30)) $$;
create function pg_temp.some_product(i bigint, salt int) returns int language sql stable as
  $$ select (1 + pg_temp.h(i, salt) % greatest(current_setting('origin.parties')::int / 10, 50))::int $$;
create function pg_temp.invoice_count() returns bigint language sql stable as
  $$ select 3 * current_setting('origin.parties')::bigint + 3 $$;
-- Money below 100,000.00, exact.
create function pg_temp.money(i bigint, salt int) returns numeric language sql stable as
  $$ select (pg_temp.h(i, salt) % 10000000)::numeric / 100 $$;

insert into invoices
select i, pg_temp.tenant(i), pg_temp.some_party(i, 60), pg_temp.some_party(i, 61), 'INV-' || lpad(i::text, 8, '0'),
  pg_temp.midnight(i, 62), pg_temp.midnight(i, 62) + interval '30 days', pg_temp.one('{Due on Receipt,Net 15,Net 30}', i, 63),
  pg_temp.one('{Invoice,Invoice,Invoice,Credit Note,Debit Note}', i, 64),
  case when i % 25 = 0 then 'EUR' else 'INR' end, case when i % 25 = 0 then 89.1234 else 1 end,
  pg_temp.one('{Draft,Sent,Paid,Overdue,Partially Paid}', i, 65), 'Maharashtra', '27',
  case when i % 3 = 0 then lpad(i::text, 12, '0') end, i % 50 = 0, i % 60 = 0,
  '12, MG Road, Pune', E'Godown 7\nमुंबई', m, 0, round(m * 0.09, 2), round(m * 0.09, 2), 0, 0, 0, 0,
  m + 2 * round(m * 0.09, 2), 0, m + 2 * round(m * 0.09, 2),
  case when i % 6 = 0 then '' when i % 2 = 0 then 'Thank you — धन्यवाद' end, pg_temp.moment(i, 67), pg_temp.moment(i, 67)
from (select i, pg_temp.money(i, 66) as m from generate_series(1, pg_temp.invoice_count()) i) numbered;
update invoices set taxable_value = 9999999999.99, grand_total = 9999999999.99, balance_amount = 9999999999.99, exchange_rate = 999999.9999,
  date = '0001-01-01', due_date = '9999-12-31 23:59:59.999999', created_at = '2024-02-29 23:59:59.999999' where id = 1;
update invoices set taxable_value = 0.01, grand_total = 0.01, paid_amount = 0.01, balance_amount = 0, round_off = -0.49, exchange_rate = 0.0001 where id = 2;
update invoices set taxable_value = -9999999999.99, grand_total = -0.01, created_at = '1969-12-31 23:59:59.000001' where id = 3;

insert into invoice_items
select i, pg_temp.tenant(i), 1 + (i - 1) / 2, pg_temp.some_product(i, 70), case when i % 9 = 0 then E'Line\titem "x"' else 'Line item ' || i end,
  case when i % 4 <> 0 then (pg_temp.h(i, 71) % 90000000)::text end, (pg_temp.h(i, 72) % 10000)::float8 / 8,
  m, 0, pg_temp.one('{Percentage,Fixed}', i, 73), m, 18, round(m * 0.09, 2), round(m * 0.09, 2), 0, 0, 0, m + 2 * round(m * 0.09, 2)
from (select i, pg_temp.money(i, 74) as m from generate_series(1, 2 * pg_temp.invoice_count()) i) numbered;
update invoice_items set qty = 0.1::float8 + 0.2::float8, rate = 9999999999.99, gst_rate = 1e-300 where id = 1;
update invoice_items set qty = -1e300, rate = 0.01, amount = -0.01, description = '' where id = 2;

insert into payments
select i, pg_temp.tenant(i), case when i % 100 <> 0 then i end, case when i % 90 <> 0 then pg_temp.money(i, 75) end,
  case when i % 80 <> 0 then (date '2021-04-01' + (pg_temp.h(i, 76) % 1826)::int) end,
  pg_temp.one('{Cash,UPI,NEFT,Cheque,NULL,""}', i, 77), case when i % 3 = 0 then 'UTR' || pg_temp.h(i, 78) end, case when i % 10 = 0 then '' end
from generate_series(1, 2 * current_setting('origin.parties')::bigint + 3) i;
update payments set amount = 9999999999.99, payment_date = '0001-01-01' where id = 1;
update payments set amount = 0.01, payment_date = '9999-12-31' where id = 2;
update payments set amount = -0.01, payment_date = null, payment_method = null, invoice_id = null where id = 3;

insert into recurring_invoice_templates
select i, pg_temp.tenant(i), 'Monthly ' || i, pg_temp.some_party(i, 80), pg_temp.some_party(i, 81), pg_temp.one('{weekly,monthly,yearly}', i, 82), 1 + i % 3,
  pg_temp.midnight(i, 83), case when i % 2 = 0 then timestamp '9999-12-31' end, pg_temp.midnight(i, 84), 'INR', 1, 'Net 30', 'Karnataka', '29',
  'Bill to', E'Ship\nto', case when i % 3 = 0 then 'note' end, i % 4 <> 0, pg_temp.moment(i, 85), pg_temp.moment(i, 85)
from generate_series(1, current_setting('origin.parties')::bigint / 100 + 3) i;

insert into recurring_invoice_template_items
select i, pg_temp.tenant(i), i, pg_temp.some_product(i, 86), 'Item ' || i, null, i / 3.0, pg_temp.money(i, 87), 0, 'Percentage', 18, pg_temp.moment(i, 88)
from generate_series(1, current_setting('origin.parties')::bigint / 100 + 3) i;

insert into recurring_invoices
select i, pg_temp.tenant(i), i, i, pg_temp.midnight(i, 89), pg_temp.midnight(i, 89) + interval '15 days', pg_temp.one('{Generated,Sent,Paid}', i, 90), pg_temp.moment(i, 91)
from generate_series(1, current_setting('origin.parties')::bigint / 100 + 3) i;

insert into gst_invoice_templates values
  (1, null, 'standard', 'Standard', null, true, true, 'Tax Invoice', '{"columns": ["hsn", "qty"], "title": "कर इनवॉइस"}', 'A4,A5', true, true, 0, '2021-04-01', '2021-04-01'),
  (2, 1, 'bill-of-supply', 'Bill of supply', '', false, false, 'Bill of Supply', '{}', 'A4', true, false, 1, '2021-04-01', '2021-04-01'),
  (3, 2, '', '', E'\\N', true, false, '', '', '', false, false, -1, '2021-04-01', '2021-04-01');

insert into audit_trail
select i, pg_temp.tenant(i), 1 + pg_temp.h(i, 92) % 4, pg_temp.one('{CREATE,UPDATE,DELETE,LOGIN,LOGOUT}', i, 93), pg_temp.one('{parties,products,invoices}', i, 94),
  case when i % 5 <> 0 then i end, case when i % 2 = 0 then '{"name": "Old \"name\" ' || i || '"}' end, case when i % 3 = 0 then '{"name": "नया ' || i || '"}' end,
  pg_temp.one('{127.0.0.1,2001:db8::1,NULL}', i, 95), 'Mozilla/5.0', pg_temp.moment(i, 96)
from generate_series(1, current_setting('origin.parties')::bigint + 3) i;
