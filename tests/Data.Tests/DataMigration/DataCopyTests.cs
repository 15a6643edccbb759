using System.Globalization;
using System.Text.Json;
using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration;

public sealed class DataCopyTests
{
    private static readonly Dictionary<string, string> Fills = new()
    {
        ["parties.is_active"] = "true",
        ["parties.gst_registration_status"] = "GST not registered",
    };

    [Fact]
    public async Task Every_table_has_the_same_rows_and_every_value_is_the_same()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("""
            UPDATE stock_ledger SET qty = 0.1 WHERE id = 1;
            UPDATE stock_ledger SET qty = 1e-300 WHERE id = 2;
            UPDATE stock_ledger SET qty = '-0'::float8 WHERE id = 3;
            UPDATE stock_ledger SET qty = 1::float8 / 3 WHERE id = 4;
            UPDATE stock_ledger SET qty = 'infinity' WHERE id = 5;
            UPDATE parties SET name = '', notes = NULL, gst_enabled = NULL WHERE id = 1;
            UPDATE parties SET name = '50% "O''Brien" \ 🎉', notes = E'\n\t' WHERE id = 2;
            UPDATE invoices SET created_at = '2024-02-29 23:59:59.100000', exchange_rate = 0, round_off = 100 WHERE id = 4
            """);

        var report = await scene.CopyAsync();

        Assert.True(report.Ok);
        Assert.Equal(OriginSchema.BusinessTableCount, report.Tables.Count);
        Assert.All(report.Tables, table => Assert.Equal(table.SourceRows, table.Rows));
        Assert.All(report.Tables, table => Assert.True(table.Rows >= 3, table.Name));
        Assert.Equal(report.Rows, report.Tables.Sum(table => table.Rows));
        using var target = scene.OpenTarget();
        var (differences, values) = await SourceComparison.CompareAsync(scene.Source, target, Fills);
        Assert.Empty(differences);
        Assert.True(values > 10_000, $"only {values} values were compared");
        Assert.Equal(1, report.Tables.Single(table => table.Name == "stock_ledger").NegativeZeros);
    }

    [Fact]
    public async Task The_comparison_finds_one_changed_value()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.CopyAsync();
        using var target = scene.OpenTarget();
        using var change = target.CreateCommand();
        change.CommandText = "UPDATE invoices SET created_at = '2024-02-29 23:59:59.999998' WHERE id = 1";
        change.ExecuteNonQuery();

        var (differences, _) = await SourceComparison.CompareAsync(scene.Source, target, Fills);

        Assert.StartsWith("invoices.created_at of 1:", Assert.Single(differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_copied_reads_right_through_the_model()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("UPDATE parties SET is_active = NULL, gst_enabled = NULL, name = 'Zoë ŁÓDŹ' WHERE id = 5; UPDATE parties SET is_active = false WHERE id = 6");

        await scene.CopyAsync();

        await using var context = scene.TargetContext();
        var first = await context.Invoices.SingleAsync(invoice => invoice.Id == 1);
        Assert.Equal(9999999999.99m, first.GrandTotal);
        Assert.Equal(999999.9999m, first.ExchangeRate);
        Assert.Equal(new DateTime(9999, 12, 31, 23, 59, 59).AddMicroseconds(999999), first.DueDate);
        Assert.Equal(DateTime.MinValue, first.Date);
        Assert.Equal(-0.01m, (await context.Invoices.SingleAsync(invoice => invoice.Id == 3)).GrandTotal);
        Assert.Equal(new DateOnly(9999, 12, 31), (await context.Payments.SingleAsync(payment => payment.Id == 2)).PaymentDate);
        var filled = await context.Parties.SingleAsync(party => party.Id == 5);
        Assert.True(filled.IsActive);
        Assert.Null(filled.GstEnabled);
        Assert.Equal(1, filled.Version);
        Assert.Equal("zoe łodz", filled.NameSort);
        Assert.False((await context.Parties.SingleAsync(party => party.Id == 6)).IsActive);
    }

    [Fact]
    public async Task Fills_are_counted_where_the_source_had_nothing_and_nowhere_else()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("UPDATE parties SET is_active = true, gst_registration_status = 'GST registered'; UPDATE parties SET is_active = NULL WHERE id <= 7; UPDATE parties SET gst_registration_status = NULL WHERE id = 9");

        var report = await scene.CopyAsync();

        var fills = report.Tables.Where(table => table.Fills.Count > 0).ToArray();
        Assert.Equal("parties", Assert.Single(fills).Name);
        Assert.Equal(new Dictionary<string, long> { ["gst_registration_status"] = 1, ["is_active"] = 7 }, fills[0].Fills.ToDictionary());
    }

    [Fact]
    public async Task Columns_that_an_older_source_lacks_are_null_counted_and_named()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("ALTER TABLE purchases DROP COLUMN reference_bill_number; ALTER TABLE company_settings DROP COLUMN email; ALTER TABLE parties DROP COLUMN is_active");

        var report = await scene.CopyAsync();

        var purchases = report.Tables.Single(table => table.Name == "purchases");
        Assert.Equal(["reference_bill_number"], purchases.AbsentColumns);
        Assert.Equal(purchases.Rows, purchases.Fills["reference_bill_number"]);
        Assert.Equal(["email"], report.Tables.Single(table => table.Name == "company_settings").AbsentColumns);
        Assert.Equal(report.Tables.Single(table => table.Name == "parties").Rows, scene.Scalar<long>("SELECT count(*) FROM parties WHERE is_active = 1"));
        Assert.Equal(0, scene.Scalar<long>("SELECT count(reference_bill_number) FROM purchases"));
    }

    [Fact]
    public async Task Columns_are_matched_by_name_whatever_their_order_and_case()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("""
            ALTER TABLE parties ADD COLUMN "Email" varchar(100); UPDATE parties SET "Email" = email; ALTER TABLE parties DROP COLUMN email;
            UPDATE parties SET "Email" = 'moved@example.com' WHERE id = 1
            """);

        await scene.CopyAsync();

        Assert.Equal("moved@example.com", scene.Scalar<string>("SELECT email FROM parties WHERE id = 1"));
    }

    [Fact]
    public async Task Dates_where_the_model_has_instants_become_midnight()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("ALTER TABLE invoices ALTER COLUMN due_date TYPE date; UPDATE invoices SET due_date = '2024-02-29' WHERE id = 5");

        await scene.CopyAsync();

        await using var context = scene.TargetContext();
        Assert.Equal(5, (await context.Invoices.Where(invoice => invoice.DueDate == new DateTime(2024, 2, 29)).OrderBy(invoice => invoice.Id).FirstAsync()).Id);
        Assert.Equal("2024-02-29 00:00:00", scene.Scalar<string>("SELECT due_date FROM invoices WHERE id = 5"));
    }

    [Fact]
    public async Task Numbers_of_any_size_are_exact_and_as_the_model_writes_them()
    {
        string[] numbers =
        [
            "0", "0.00", "1", "-1", "10000", "100000000", "0.1", "0.0001", "0.00001", "-0.0000000000000000000000000009", "9999.9999", "10000.0001", "12345678.00012",
            "9999999999999999999999999999", "-9999999999999999999999999999", "1000000000000000000000000000", "0.9999999999999999999999999999", "123456789012345.6789012345678",
        ];
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("ALTER TABLE payments ALTER COLUMN amount TYPE numeric; INSERT INTO payments (id, amount) VALUES "
            + string.Join(", ", numbers.Select((number, index) => $"({index + 1}, {number})")));

        await scene.CopyAsync();

        using var target = scene.OpenTarget();
        using var query = target.CreateCommand();
        query.CommandText = "SELECT amount FROM payments ORDER BY id";
        using var reader = query.ExecuteReader();
        foreach (var number in numbers)
        {
            Assert.True(reader.Read());
            Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture).ToString("0.0###########################", CultureInfo.InvariantCulture), reader.GetString(0));
        }
    }

    [Fact]
    public async Task Rows_written_while_the_copy_runs_are_not_in_it()
    {
        using var scene = await CopyScene.FilledAsync();
        var before = await CountPartiesAsync(scene);
        var inserted = false;

        var report = await DataCopy.RunAsync(scene.Request() with
        {
            OnTableStarted = _ =>
            {
                if (!inserted)
                    scene.PlantAsync("INSERT INTO parties (name) SELECT 'late' FROM generate_series(1, 500); DELETE FROM parties WHERE id = 2").GetAwaiter().GetResult();
                inserted = true;
            },
        }, CancellationToken.None);

        Assert.True(inserted);
        Assert.Equal(before + 499, await CountPartiesAsync(scene));
        Assert.Equal(before, report.Tables.Single(table => table.Name == "parties").Rows);
        Assert.Equal(0, scene.Scalar<long>("SELECT count(*) FROM parties WHERE name = 'late'"));
    }

    [Fact]
    public async Task New_rows_get_keys_after_the_sources_sequence()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("SELECT setval('parties_id_seq', 7000); SELECT setval('products_id_seq', 1, false)");
        await scene.CopyAsync();
        var highestProduct = scene.Scalar<long>("SELECT max(id) FROM products");

        await using var context = scene.TargetContext();
        var party = context.Parties.Add(new() { Name = "New" }).Entity;
        var product = context.Products.Add(new() { Name = "New" }).Entity;
        await context.SaveChangesAsync();

        Assert.Equal(7001, party.Id);
        Assert.Equal(highestProduct + 1, product.Id);
    }

    [Fact]
    public async Task Indexes_triggers_and_full_text_search_are_as_in_a_new_tenant()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("UPDATE parties SET name = 'Ünïque Nàme' WHERE id = 3");
        var fresh = Path.Combine(scene.Directory, "fresh.db");
        await TenantSchema.CreateAsync(fresh, CancellationToken.None);

        await scene.CopyAsync();

        // What the copy keeps for the way back is the only addition.
        const string schema = @"SELECT group_concat(type || name || coalesce(sql, ''), ';') FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' AND name NOT LIKE '\_pg\_%' ESCAPE '\' ORDER BY type, name)";
        Assert.Equal(scene.Scalar<string>($"ATTACH '{fresh}' AS fresh; {schema.Replace("sqlite_schema", "fresh.sqlite_schema", StringComparison.Ordinal)}"), scene.Scalar<string>(schema));
        Assert.Equal(3, scene.Scalar<long>("SELECT rowid FROM parties_search WHERE parties_search MATCH '\"unique name\"'"));
        Assert.Equal("wal", scene.Scalar<string>("PRAGMA journal_mode"));
        Assert.Equal("ok", scene.Scalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task The_report_has_its_stable_json_form()
    {
        using var scene = await CopyScene.FilledAsync();

        var report = await scene.CopyAsync();

        using var json = JsonDocument.Parse(report.ToJson());
        var root = json.RootElement;
        Assert.True(root.GetProperty("ok").GetBoolean());
        Assert.Equal(report.Rows, root.GetProperty("rows").GetInt64());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal("alembic_version", root.GetProperty("skipped_tables")[0].GetString());
        var parties = root.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == "parties");
        Assert.True(parties.GetProperty("rows").GetInt64() > 0);
        Assert.True(parties.GetProperty("fills").GetProperty("is_active").GetInt64() > 0);
        Assert.DoesNotContain(PostgresCluster.Password, report.ToJson(), StringComparison.Ordinal);
        Assert.Equal(report.Tables.Select(table => table.Name), DataCopyReport.FromJson(report.ToJson())!.Tables.Select(table => table.Name));
    }

    private static async Task<long> CountPartiesAsync(CopyScene scene)
    {
        await using var connection = new NpgsqlConnection(scene.Source);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM parties", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
