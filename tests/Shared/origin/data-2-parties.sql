-- Origin data, part 2: parties and products.

insert into parties
select pg_temp.party_id(i), pg_temp.tenant(i),
  case
    when pg_temp.h(i, 1) % 100 < 72 then
      pg_temp.one('{Sharma,Patel,Kumar,Singh,Reddy,Iyer,Nair,Gupta,Mehta,Joshi,Desai,Kulkarni,Banerjee,Chatterjee,Das,Rao,Menon,Pillai,Khan,Sheikh,D''Souza,Fernandes,Agarwal,Jain,Shah}', i, 2) || ' '
      || pg_temp.one('{Traders,Enterprises,Stores,& Sons,Industries,Agencies,Textiles,Steel Works,Medicals,Electricals,Foods,Chemicals,Hardware,Printers,Logistics,Motors,Plastics,Jewellers}', i, 3)
      || pg_temp.one('{"",""," Pvt Ltd"," LLP"," (Pune)"," (Mumbai)"," No. 2"}', i, 4)
    when pg_temp.h(i, 1) % 100 < 82 then
      pg_temp.one('{Zürich,Łódź,São Paulo,Málaga,Göteborg,Ærø,İstanbul,Côte d''Azur,Reykjavík,Đà Nẵng}', i, 5) || ' ' || pg_temp.one('{Handels GmbH,Ticaret A.Ş.,Comércio Ltda,& Frères,Sp. z o.o.,Überseehandel,Café,Straße 5}', i, 6)
    when pg_temp.h(i, 1) % 100 < 94 then
      pg_temp.one('{लक्ष्मी,गणेश,श्री राम,அருள்,முருகன்,శ్రీ వెంకటేశ్వర,রবীন্দ্র,ਗੁਰੂ,જય અંબે,ಕಾವೇರಿ}', i, 7) || ' ' || pg_temp.one('{ट्रेडर्स,स्टोर्स,எண்டர்பிரைசஸ்,ట్రేడర్స్,এন্টারপ্রাইজ,Traders}', i, 8)
    else
      pg_temp.one('{株式会社山田商店,北京贸易有限公司,김치 식품,ООО Ромашка,Ελληνικά Τρόφιμα,شركة النور للتجارة,חברת השלום בע״מ,🛒 Emoji Mart 🇮🇳,บริษัท สยาม จำกัด}', i, 9)
  end || case when i % 3 = 0 then ' ' || i else '' end,
  case when pg_temp.h(i, 10) % 20 = 0 then '' when pg_temp.h(i, 10) % 4 <> 0 then
    lpad((1 + pg_temp.h(i, 11) % 37)::text, 2, '0') || upper(substr(translate(md5((pg_temp.h(i, 12) % 20000)::text), '0123456789', 'ghijklmnop'), 1, 5)) || lpad((pg_temp.h(i, 13) % 10000)::text, 4, '0') || 'F1Z' || (pg_temp.h(i, 14) % 10) end,
  case when pg_temp.h(i, 15) % 13 = 0 then null else pg_temp.h(i, 15) % 3 <> 0 end,
  pg_temp.one('{Meera Patel,Rajesh Kumar,Amit Singh,सुरेश रेड्डी,José Álvarez,NULL,""}', i, 16),
  case when pg_temp.h(i, 17) % 10 <> 0 then '+91' || (9000000000 + pg_temp.h(i, 17) % 999999999) end,
  case when pg_temp.h(i, 18) % 4 <> 0 then 'party' || (pg_temp.h(i, 18) % 1000000) || '@example.' || pg_temp.one('{com,in,org}', i, 19) end,
  (1 + pg_temp.h(i, 20) % 400) || ', ' || pg_temp.one('{MG Road,Linking Road,नेहरू मार्ग,Anna Salai,Bahnhofstraße}', i, 21),
  case when pg_temp.h(i, 22) % 3 = 0 then E'Floor 2\nBlock "B"' end,
  pg_temp.one('{Bengaluru,Mumbai,Chennai,Pune,Delhi,Kolkata,Zürich,東京,Hyderabad,Jaipur}', i, 23),
  pg_temp.one('{Karnataka,Maharashtra,Tamil Nadu,Delhi,West Bengal,Telangana,Rajasthan}', i, 24),
  case when pg_temp.h(i, 25) % 12 = 0 then null else 'India' end,
  lpad((560000 + pg_temp.h(i, 26) % 1000)::text, 6, '0'),
  null, null, null, null, null, null,
  case pg_temp.h(i, 27) % 10 when 0 then null when 1 then 'Composition scheme' when 2 then '' when 3 then 'GST not registered' else 'GST registered' end,
  case when pg_temp.h(i, 28) % 5 = 0 then repeat('Remark ' || i || E';\t', 1 + (pg_temp.h(i, 29) % 20)::int) end,
  case when pg_temp.h(i, 30) % 11 = 0 then null else pg_temp.h(i, 30) % 9 <> 0 end,
  case when pg_temp.h(i, 31) % 40 = 0 then null else pg_temp.h(i, 31) % 5 < 3 end,
  case when pg_temp.h(i, 31) % 41 = 0 then null else pg_temp.h(i, 31) % 5 >= 2 end
from generate_series(1, greatest(current_setting('origin.parties')::int, 30)) i;

-- The first parties are the awkward ones.
update parties p set name = awkward.name, notes = awkward.name, billing_address_line1 = awkward.name, contact_person = awkward.name
from (values
  (1, 'O''Brien & "Sons"'), (2, E'Two\nlines\r\nhere'), (3, '100% Cotton_House \ Co'), (4, E'Tab\there'), (5, E'\\N'), (6, E'\\.'),
  (7, '  spaces around  '), (8, ''), (9, 'Cafe' || chr(769)), (10, 'Café'), (11, 'مؤسسة النور — ' || chr(8207) || 'RTL'), (12, '👩‍👩‍👧 Family 🇮🇳'),
  (13, 'STRASSE'), (14, 'Straße'), (15, 'istanbul İ ı I'), (16, 'zero' || chr(8203) || 'width'), (17, repeat('व', 100)), (18, 'NULL'),
  (19, '=1+1'), (20, '<script>alert(1)</script>'), (21, ';drop table parties;--'), (22, 'Sharma Traders'), (23, 'Sharma Traders'), (24, 'sharma traders')
) awkward (i, name) where p.id = pg_temp.party_id(awkward.i);
update parties set is_active = null, gst_enabled = null, gst_registration_status = null, is_customer = null, is_vendor = null where id in (1, 22);
update parties set is_active = false where id = 23;
update parties set gstin = '27AAPFU0939F1ZV' where id in (22, 23, 24);
update parties set email = '', gstin = '', contact_number = '', shipping_city = '', notes = '' where id = 25;

insert into products
select i, pg_temp.tenant(i),
  pg_temp.one('{Steel Rod,Copper Wire,Cotton Roll,Dental Mirror,Rice 25 kg,चाय पत्ती,Schraube M8,LED Bulb,Paint 5 l,Bearing}', i, 40) || ' ' || i,
  case when i % 4 = 0 then E'Says "best"\nin class' end,
  pg_temp.one('{tradable,consumable,manufactured}', i, 41),
  (pg_temp.h(i, 42) % 10000000)::numeric / 100, case when i % 3 <> 0 then (pg_temp.h(i, 43) % 8000000)::numeric / 100 end,
  (pg_temp.h(i, 44) % 5000 - 100)::int, case when i % 5 <> 0 then 'SKU-' || i end, pg_temp.one('{Pcs,Kg,Box,L}', i, 45),
  case when i % 2 = 0 then 'Free text supplier ' || i % 9 end, pg_temp.one('{Raw material,Finished,Trading,श्रेणी}', i, 46), null,
  (pg_temp.h(i, 47) % 90000000)::text, (array[0, 5, 12, 18, 28, 0.25])[1 + pg_temp.h(i, 48) % 6], i % 10 <> 0
from generate_series(1, greatest(current_setting('origin.parties')::int / 10, 50)) i;
update products set sales_price = 9999999999.99, purchase_price = 0.01, gst_rate = 0.1::float8 + 0.2::float8, stock = 2147483647, sku = '' where id = 1;
update products set sales_price = 0, purchase_price = -0.01, gst_rate = null, stock = -2147483648, hsn = null, category = null where id = 2;

insert into stock_ledger
select i, pg_temp.tenant(i), 1 + pg_temp.h(i, 50) % (select max(id) from products), case i when 1 then 0.1::float8 + 0.2::float8 when 2 then 1e-300 when 3 then -1e300 else (pg_temp.h(i, 51) % 100000)::float8 / 3 end,
  pg_temp.one('{in,out,adjust}', i, 52), case when i % 7 <> 0 then pg_temp.one('{invoice,purchase,opening}', i, 53) end, case when i % 7 <> 0 then i end, pg_temp.moment(i, 54)
from generate_series(1, 2 * current_setting('origin.parties')::bigint + 3) i;
