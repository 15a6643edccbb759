-- Origin data, part 4: purchases, purchase orders, expenses.

create function pg_temp.purchase_count() returns bigint language sql stable as
  $$ select current_setting('origin.parties')::bigint + 3 $$;

insert into purchases
select i, pg_temp.tenant(i), pg_temp.some_party(i, 100), 'PUR-' || lpad(i::text, 8, '0'), case when i % 3 <> 0 then 'BILL/' || i end,
  pg_temp.midnight(i, 101), pg_temp.midnight(i, 101) + interval '45 days', 'Net 45', 'Tamil Nadu', '33', null, i % 40 = 0, false,
  E'From\naddress', 'Ship from', m, 0, 0, 0, round(m * 0.18, 2), 0, 0, 0, m + round(m * 0.18, 2), 0, m + round(m * 0.18, 2),
  case when i % 5 = 0 then 'पक्का बिल' end, pg_temp.one('{Draft,Received,Paid,Partially Paid}', i, 102), pg_temp.moment(i, 103), pg_temp.moment(i, 103)
from (select i, pg_temp.money(i, 104) as m from generate_series(1, pg_temp.purchase_count()) i) numbered;
update purchases set grand_total = 9999999999.99, date = '0001-01-01', due_date = '9999-12-31', reference_bill_number = '' where id = 1;
update purchases set grand_total = 0.01, balance_amount = -0.01, reference_bill_number = E'\\N' where id = 2;

insert into purchase_items
select i, pg_temp.tenant(i), 1 + (i - 1) / 2, pg_temp.some_product(i, 105), 'Item ' || i, case when i % 2 = 0 then '7214' end,
  (pg_temp.h(i, 106) % 1000)::float8 / 7, pg_temp.money(i, 107), 0, 'Fixed', 12, pg_temp.money(i, 108), pg_temp.moment(i, 109)
from generate_series(1, 2 * pg_temp.purchase_count()) i;

insert into purchase_payments
select i, pg_temp.tenant(i), i, pg_temp.moment(i, 110), pg_temp.money(i, 111), pg_temp.one('{Cash,NEFT,Cheque}', i, 112), 'Bank', case when i % 2 = 0 then 'R' || i end, null, pg_temp.moment(i, 113), pg_temp.moment(i, 113)
from generate_series(1, pg_temp.purchase_count() / 2 + 2) i;
update purchase_payments set payment_amount = 9999999999.99, account_head = '' where id = 1;
update purchase_payments set payment_amount = -0.01 where id = 2;

insert into purchase_orders
select i, pg_temp.tenant(i), pg_temp.some_party(i, 120), 'PO-' || lpad(i::text, 8, '0'), pg_temp.midnight(i, 121), pg_temp.midnight(i, 121) + interval '10 days',
  s, 'INR', 1, 'Net 30', 'Karnataka', '29', false, 'From', 'To', m, 0, 0, 0, round(m * 0.18, 2), 0, 0, 0.49, m + round(m * 0.18, 2) + 0.49,
  case when s <> 'Draft' then 1 end, case when s <> 'Draft' then pg_temp.moment(i, 124) end, case when s in ('Sent', 'Received', 'Closed') then pg_temp.moment(i, 125) end, null, null,
  case when i % 4 = 0 then '' end, pg_temp.moment(i, 126), pg_temp.moment(i, 126)
from (select i, pg_temp.one('{Draft,Approved,Sent,Received,Closed,Cancelled}', i, 122) as s, pg_temp.money(i, 123) as m
      from generate_series(1, current_setting('origin.parties')::bigint / 3 + 3) i) numbered;

insert into purchase_order_items
select i, pg_temp.tenant(i), 1 + (i - 1) / 2, pg_temp.some_product(i, 127), 'Item ' || i, null, i / 9.0, pg_temp.money(i, 128), 0, 'Percentage', 5, pg_temp.money(i, 129), pg_temp.moment(i, 130)
from generate_series(1, 2 * (current_setting('origin.parties')::bigint / 3 + 3)) i;

insert into expenses
select i, pg_temp.tenant(i), pg_temp.midnight(i, 131), pg_temp.one('{Rent,Power,Travel,चाय}', i, 132), pg_temp.one('{Direct,Indirect}', i, 133), null, 'Expense ' || i,
  pg_temp.money(i, 134), 'UPI', 'Cash', null, case when i % 3 = 0 then pg_temp.some_party(i, 135) end, 0, 0, pg_temp.money(i, 134), case when i % 2 = 0 then E'a\\b%c_d' end, pg_temp.moment(i, 136), pg_temp.moment(i, 136)
from generate_series(1, current_setting('origin.parties')::bigint / 2 + 3) i;
update expenses set amount = 9999999999.99, total_amount = 9999999999.99, gst_rate = 0.1::float8 + 0.2::float8, expense_date = '0001-01-01' where id = 1;
update expenses set amount = -0.01, total_amount = 0.01, expense_date = '9999-12-31 23:59:59.999999', description = '' where id = 2;
