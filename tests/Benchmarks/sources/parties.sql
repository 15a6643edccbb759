-- :parties parties of the origin, half of them customers, and three invoices each for the customers' half and the rest alike.
insert into tenants (id, name, slug, organization_type) values (1, 'Bench', 'bench', 'business');
insert into parties (tenant_id, name, gstin, gst_enabled, contact_person, contact_number, email, billing_address_line1, billing_city, billing_state,
  billing_country, billing_pincode, gst_registration_status, notes, is_active, is_customer, is_vendor)
select 1, 'Party ' || lpad(((i::bigint * 7919) % :parties)::text, 7, '0') || ' Ltd', '29ABCDE' || lpad((i % 10000)::text, 4, '0') || 'F1Z5', i % 3 > 0, 'Contact ' || i, '+91' || (9000000000 + i),
  'p' || i || '@example.com', i || ', MG Road', (array['Bengaluru', 'Mumbai', 'Chennai', 'Pune', 'Zürich'])[1 + i % 5], 'Karnataka', 'India', (560000 + i % 1000)::text, 'GST registered',
  case when i % 5 > 0 then 'Remark ' || i end, i % 9 > 0, i % 2 = 0, i % 2 = 1
from generate_series(1, :parties) i;
insert into invoices (tenant_id, customer_id, supplier_id, invoice_no, date, due_date, terms, invoice_type, currency, exchange_rate, status, place_of_supply, place_of_supply_state_code,
  reverse_charge, export_supply, bill_to_address, ship_to_address, taxable_value, total_discount, cgst, sgst, igst, utgst, cess, round_off, grand_total, paid_amount, balance_amount, created_at, updated_at)
select 1, 1 + ((i::bigint * 7919) % :parties)::int, 1, 'INV' || i, timestamp '2024-01-01' + i * interval '1 second', timestamp '2024-02-01' + i * interval '1 second', 'Due on Receipt', 'Invoice', 'INR', 1,
  (array['Draft', 'Sent', 'Paid', 'Overdue'])[1 + i % 4], 'Karnataka', '29', false, false, 'MG Road', 'MG Road', 100 + i % 1000, 0, 9, 9, 0, 0, 0, 0, 118 + i % 1000, 0, 118 + i % 1000, now(), now()
from generate_series(1, 3 * :parties) i;
vacuum analyze; checkpoint;
