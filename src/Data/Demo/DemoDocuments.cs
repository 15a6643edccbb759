using System.Globalization;
using AdminApp.Data.Text;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Demo;

/// <summary>Products, invoices with items and payments, purchases, orders, expenses and templates over the demo parties.</summary>
internal sealed class DemoDocuments(SqliteConnection connection, SqliteTransaction transaction, Random random, DateTime today, int parties)
{
    private const int Products = 200;

    private static readonly string[] InvoiceStatus = ["Paid", "Paid", "Paid", "Sent", "Overdue", "Draft", "Partially Paid"];
    private static readonly string[] PurchaseStatus = ["Paid", "Paid", "Received", "Draft"];
    private static readonly string[] OrderStatus = ["Closed", "Closed", "Approved", "Sent", "Draft"];

    public void WriteCompanyAndProducts()
    {
        using var company = Writer("company_settings", "name,gstin,state,state_code,invoice_series,city,gst_enabled_by_default,require_gstin_validation");
        company.Write("Sharma Dental", "29ABCDE1234F1Z5", "Karnataka", "29", "SD", "Bengaluru", 1, 1);
        using var products = Writer("products", "id,name,item_type,sales_price,purchase_price,stock,sku,unit,supplier,category,hsn,gst_rate,is_active,version,is_protected,name_sort,search_text");
        for (var id = 1; id <= Products; id++)
        {
            var name = $"{DemoNames.Products[id % DemoNames.Products.Length]} {(char)('A' + (id / DemoNames.Products.Length))}";
            var (sku, category, hsn) = ($"SKU-{id:0000}", DemoNames.Categories[id % DemoNames.Categories.Length], (3000 + id).ToString(CultureInfo.InvariantCulture));
            var supplier = id % 7 == 0 ? null : DemoNames.Owners[id % DemoNames.Owners.Length] + " Traders";
            products.Write(id, name, "tradable", Money(random.Next(100, 900000)), Money(random.Next(50, 500000)), random.Next(0, 500), id % 11 == 0 ? null : sku, "Pcs", supplier, category, hsn,
                18.0, id % 13 == 0 ? 0 : 1, 1, 0, SearchFold.Fold(name), SearchFold.Join(name, id % 11 == 0 ? null : sku, category, supplier, hsn));
        }
    }

    public void WriteInvoices()
    {
        using var invoices = Writer("invoices", "id,customer_id,supplier_id,invoice_no,date,due_date,terms,invoice_type,currency,exchange_rate,status,place_of_supply,place_of_supply_state_code,reverse_charge,export_supply,bill_to_address,ship_to_address,taxable_value,total_discount,cgst,sgst,igst,utgst,cess,round_off,grand_total,paid_amount,balance_amount,created_at,updated_at");
        using var items = Writer("invoice_items", "invoice_id,product_id,description,qty,rate,discount,discount_type,taxable_value,gst_rate,cgst,sgst,igst,utgst,cess,amount");
        using var payments = Writer("payments", "invoice_id,amount,payment_date,payment_method");
        for (var id = 1; id <= parties * 2; id++)
        {
            var (date, status) = (Day(), Pick(InvoiceStatus));
            var net = random.Next(1000, 20_000_000) / 100m;
            var tax = decimal.Round(net * 0.09m, 2);
            var total = net + (2 * tax);
            var paid = status switch { "Paid" => total, "Partially Paid" => decimal.Round(total / 3, 2), _ => 0m };
            invoices.Write(id, Party(), 1, $"INV-{id:000000}", Stamp(date), Stamp(date.AddDays(30)), "Net 30", "Invoice", "INR", "1.0", status, "Karnataka", "29", 0, 0, "As billed", "As billed",
                DemoSeed.Money(net), "0.0", DemoSeed.Money(tax), DemoSeed.Money(tax), "0.0", "0.0", "0.0", "0.0", DemoSeed.Money(total), DemoSeed.Money(paid), DemoSeed.Money(total - paid), Stamp(date), Stamp(date));
            items.Write(id, random.Next(1, Products + 1), "As ordered", 1.0, DemoSeed.Money(net), "0.0", "Percentage", DemoSeed.Money(net), 18.0, DemoSeed.Money(tax), DemoSeed.Money(tax), "0.0", "0.0", "0.0", DemoSeed.Money(total));
            if (paid > 0)
                payments.Write(id, DemoSeed.Money(paid), date.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "UPI");
        }
    }

    public void WritePurchases()
    {
        using var purchases = Writer("purchases", "id,vendor_id,purchase_no,date,due_date,terms,place_of_supply,place_of_supply_state_code,reverse_charge,export_supply,bill_from_address,ship_from_address,taxable_value,total_discount,cgst,sgst,igst,utgst,cess,round_off,grand_total,paid_amount,balance_amount,status,created_at,updated_at");
        using var orders = Writer("purchase_orders", "vendor_id,po_number,date,expected_delivery_date,status,currency,exchange_rate,terms,place_of_supply,place_of_supply_state_code,reverse_charge,ship_from_address,ship_to_address,subtotal,total_discount,cgst,sgst,igst,utgst,cess,round_off,grand_total,created_at,updated_at");
        for (var id = 1; id <= parties / 2; id++)
        {
            var (date, status, total) = (Day(), Pick(PurchaseStatus), Money(random.Next(1000, 9_000_000)));
            var paid = status == "Paid";
            purchases.Write(id, Party(), $"PUR-{id:000000}", Stamp(date), Stamp(date.AddDays(30)), "Net 30", "Karnataka", "29", 0, 0, "As billed", "As billed",
                total, "0.0", "0.0", "0.0", "0.0", "0.0", "0.0", "0.0", total, paid ? total : "0.0", paid ? "0.0" : total, status, Stamp(date), Stamp(date));
            if (id % 4 == 0)
                orders.Write(Party(), $"PO-{id:000000}", Stamp(date), Stamp(date.AddDays(14)), Pick(OrderStatus), "INR", "1.0", "Net 30", "Karnataka", "29", 0, "As billed", "As billed",
                    total, "0.0", "0.0", "0.0", "0.0", "0.0", "0.0", "0.0", total, Stamp(date), Stamp(date));
        }
    }

    public void WriteExpensesAndTemplates()
    {
        using var expenses = Writer("expenses", "expense_date,expense_type,category,description,amount,payment_method,account_head,vendor_id,gst_amount,gst_rate,total_amount,created_at,updated_at");
        using var templates = Writer("recurring_invoice_templates", "name,customer_id,supplier_id,recurrence_type,recurrence_interval,start_date,next_generation_date,currency,exchange_rate,terms,place_of_supply,place_of_supply_state_code,bill_to_address,ship_to_address,is_active,created_at,updated_at");
        for (var id = 1; id <= parties / 10; id++)
        {
            var (date, amount) = (Day(), Money(random.Next(100, 500_000)));
            expenses.Write(Stamp(date), "Office", "Rent and utilities", "Monthly", amount, "Bank transfer", "Indirect expenses", id % 3 == 0 ? null : Party(), "0.0", 0.0, amount, Stamp(date), Stamp(date));
            if (id % 5 == 0)
                templates.Write($"Monthly service {id}", Party(), 1, "monthly", 1, Stamp(date), Stamp(today.AddDays(20)), "INR", "1.0", "Net 30", "Karnataka", "29", "As billed", "As billed", id % 4 == 0 ? 0 : 1, Stamp(date), Stamp(date));
        }
    }

    private RowWriter Writer(string table, string columns) => new(connection, transaction, table, columns);

    private static string Money(int paise) => DemoSeed.Money(paise / 100m);

    private static string Stamp(DateTime date) => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private DateTime Day() => today.AddDays(-random.Next(0, 700));

    private int Party() => random.Next(2, parties + 1);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
