using System.Globalization;
using AdminApp.Data.Activations;
using AdminApp.Data.Parties;
using AdminApp.Data.Products;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Tests.Shared;

/// <summary>What people and programs do to a tenant on SQLite in a day, in no order: through the services where there is one, else by statements.</summary>
public sealed class RandomWrites(TestInstallation app, int seed)
{
    private readonly Random random = new(seed);
    private int number = seed * 100_000;

    private Func<Task>[] Kinds =>
    [
        CreateAsync, CreateAsync, EditAsync, EditAsync, EditAsync, ToggleAsync, ToggleAsync, ToggleProductAsync, ProtectAsync, BulkAsync,
        InvoiceAsync, InvoiceAsync, DeleteItemAsync, DeletePaymentAsync, DeleteInvoiceAsync, ExchangeCodesAsync, ShiftCodesAsync, RenumberAsync, ReplaceAwkwardAsync,
    ];

    /// <summary>Carries out so many writes; some touch many rows.</summary>
    public async Task RunAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await Kinds[random.Next(Kinds.Length)]();
    }

    private async Task CreateAsync() => await app.AddAsync(TestInstallation.Customer($"Written {++number} – सोमवार"));

    private async Task EditAsync() => await app.Service<PartyService>().UpdateAsync(app.Administrator, await AnyAsync("parties"), new PartyChanges
    {
        Fields = new Dictionary<string, string?> { ["notes"] = $"edited {++number}\n\t\"quoted\" \\ 'it''s'", ["contact_person"] = random.Next(3) == 0 ? null : "Ærøskøbing" },
    }, null, false, default);

    private async Task ToggleAsync() => await app.Service<PartyService>().ToggleAsync(app.Administrator, await AnyAsync("parties WHERE NOT is_protected"), default);

    private async Task ToggleProductAsync() => await app.Service<ProductService>().ToggleAsync(app.Administrator, await AnyAsync("products WHERE NOT is_protected"), default);

    private async Task ProtectAsync() => await app.Service<PartyService>().SetProtectedAsync(app.Administrator, await AnyAsync("parties"), random.Next(2) == 0, null, default);

    private async Task BulkAsync()
    {
        var ids = new HashSet<int>();
        for (var i = 0; i < 10; i++)
            ids.Add(await AnyAsync("parties"));
        var bulk = app.Service<ActivationService>();
        var preview = await bulk.PreviewAsync(app.Administrator, PartySelection.Of([.. ids]), random.Next(2) == 0, default);
        if (preview.WillChange == 0)
            return;
        await bulk.ApplyAsync(app.Administrator, preview.BatchId, "random", null, default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, preview.BatchId, default);
        if (random.Next(2) > 0)
            return;
        var undo = await bulk.UndoAsync(app.Administrator, preview.BatchId, "random", default);
        await app.Service<ActivationRunner>().RunAsync(TestInstallation.Slug, undo, default);
    }

    private Task InvoiceAsync() => WriteAsync(async context =>
    {
        await LikeAsync(context, "invoices", $"'R{++number}'", "invoice_no");
        var invoice = await ScalarAsync(context, "SELECT max(id) FROM invoices");
        for (var i = random.Next(4); i >= 0; i--)
            await LikeAsync(context, "invoice_items", $"{invoice}", "invoice_id");
        await LikeAsync(context, "payments", $"{invoice}", "invoice_id");
        await ExecuteAsync(context, $"UPDATE invoices SET grand_total = '{random.Next(1, 100_000)}.{random.Next(1, 10)}', notes = NULL WHERE id = {invoice}");
    });

    private Task DeleteItemAsync() => WriteAsync(context => ExecuteAsync(context, "DELETE FROM invoice_items WHERE id = (SELECT id FROM invoice_items ORDER BY random() LIMIT 1)"));

    private Task DeletePaymentAsync() => WriteAsync(context => ExecuteAsync(context, "DELETE FROM payments WHERE id IN (SELECT id FROM payments ORDER BY random() LIMIT 2)"));

    private Task DeleteInvoiceAsync() => WriteAsync(async context =>
    {
        // Only one of ours: what the origin's rows refer to stays.
        var invoice = await ScalarAsync(context, "SELECT coalesce(max(id), 0) FROM invoices WHERE invoice_no LIKE 'R%'");
        await ExecuteAsync(context, $"DELETE FROM invoice_items WHERE invoice_id = {invoice}; DELETE FROM payments WHERE invoice_id = {invoice}; DELETE FROM invoices WHERE id = {invoice}");
    });

    private Task ExchangeCodesAsync() => WriteAsync(async context =>
    {
        var (a, b) = (await ScalarAsync(context, "SELECT min(id) FROM products"), await ScalarAsync(context, "SELECT max(id) FROM products"));
        await ExecuteAsync(context, $"""
            UPDATE products SET sku = sku || '#' WHERE id IN ({a}, {b}) AND {a} <> {b};
            UPDATE products SET sku = CASE id WHEN {a} THEN (SELECT replace(sku, '#', '') FROM products WHERE id = {b}) ELSE (SELECT replace(sku, '#', '') FROM products WHERE id = {a}) END WHERE id IN ({a}, {b}) AND {a} <> {b};
            """);
    });

    // Each takes the code of the one before, and the last a new one.
    private Task ShiftCodesAsync() => WriteAsync(async context =>
    {
        var codes = await context.Products.OrderBy(product => product.Id).Take(3).Select(product => new { product.Id, product.Sku }).ToListAsync();
        for (var i = codes.Count - 1; i >= 0; i--)
            await ExecuteAsync(context, "UPDATE products SET sku = {0} WHERE id = {1}", i == codes.Count - 1 ? $"S{++number}" : (object?)codes[i + 1].Sku ?? DBNull.Value, codes[i].Id);
    });

    // A row under another number, as some program may do it.
    private Task RenumberAsync() => WriteAsync(context => ExecuteAsync(context, "UPDATE payments SET id = (SELECT max(id) + 1 FROM payments) WHERE id = (SELECT id FROM payments ORDER BY random() LIMIT 1)"));

    private Task ReplaceAwkwardAsync() => WriteAsync(context => ExecuteAsync(context,
        $"UPDATE medical_history SET notes = {{0}} WHERE id = (SELECT id FROM medical_history ORDER BY random() LIMIT 1)", $"{++number} \\N \\. \r\n 𝄞 {new string('x', random.Next(20_000))}"));

    private Task WriteAsync(Func<TenantContext, Task> work) => app.Service<TenantDatabases>().WriteAsync(TestInstallation.Slug, work, default);

    private async Task<int> AnyAsync(string from)
    {
        await using var context = await app.Service<TenantDatabases>().ReadAsync(TestInstallation.Slug, default);
        return (int)await ScalarAsync(context, $"SELECT id FROM {from} ORDER BY random() LIMIT 1");
    }

    private static async Task<long> ScalarAsync(TenantContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction is { } current ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(current) : null;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(TenantContext context, string sql, params object[] values) =>
#pragma warning disable EF1002 // Statements of this file, with numbers of this file.
        await context.Database.ExecuteSqlRawAsync(sql, values);
#pragma warning restore EF1002

    // Another row like one that is there, but for its number and one column.
    private static async Task LikeAsync(TenantContext context, string table, string value, string column)
    {
        var names = await context.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table}) WHERE name NOT IN ('id', {column})").ToListAsync();
        var list = string.Join(", ", names);
        await ExecuteAsync(context, $"INSERT INTO {table} ({column}, {list}) SELECT {value}, {list} FROM {table} ORDER BY id LIMIT 1");
    }
}
