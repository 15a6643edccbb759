using System.Security.Cryptography;
using AdminApp.Data.DataMigration;
using AdminApp.Tests.Shared.Postgres;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration;

public sealed class DataCopyFaultTests
{
    [Fact]
    public async Task A_wrong_password_is_said_without_showing_it()
    {
        var cluster = await PostgresCluster.GetAsync();
        var message = await SourceRefusalAsync(new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")) { Password = "hunter2-wrong" }.ConnectionString);

        Assert.Contains("refused user 'postgres'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_named()
    {
        var cluster = await PostgresCluster.GetAsync();

        Assert.Contains("no database 'nowhere'", await SourceRefusalAsync(cluster.ConnectionString("nowhere")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hunter2", "Cannot reach PostgreSQL at 127.0.0.1:1")]
    [InlineData("postgresql+psycopg://u:hunter2@127.0.0.1:1/x", "Cannot reach PostgreSQL at 127.0.0.1:1")]
    [InlineData("mysql://u:hunter2@127.0.0.1/x", "not a PostgreSQL connection string")]
    [InlineData("Host=a;Pasword=hunter2", "not a PostgreSQL connection string")]
    [InlineData("Host=a;Username=u;Password=hunter2", "names no Database")]
    public async Task A_source_that_cannot_be_reached_is_named_without_its_password(string source, string expected)
    {
        var message = await SourceRefusalAsync(source);

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_is_named_before_anything_is_written()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("DROP TABLE quality_control; ALTER TABLE payments RENAME TO payments_old");

        Assert.Contains("lacks 2 of the 39 tables: payments, quality_control", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_without_a_declared_value_is_named()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync("ALTER TABLE invoices DROP COLUMN grand_total");

        Assert.Contains("invoices.grand_total is missing", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stock_ledger", "qty", "numeric(12,2)")]
    [InlineData("payments", "amount", "text")]
    [InlineData("payments", "payment_date", "timestamp without time zone")]
    [InlineData("invoices", "currency", "numeric(3,0) USING 1")]
    [InlineData("parties", "is_active", "integer USING 1")]
    public async Task A_column_of_another_type_is_refused_rather_than_converted(string table, string column, string type)
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync($"ALTER TABLE {table} ALTER COLUMN {column} TYPE {type}");

        Assert.Contains($"{table}.{column} is {type.Split(" USING")[0]}", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_and_columns_without_a_place_are_refused_by_name_and_reported_when_allowed()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("""
            CREATE TABLE dentists (id uuid, settings jsonb); CREATE SCHEMA old; CREATE TABLE old.stock_ledger_entries (id int);
            ALTER TABLE payments ADD COLUMN account_head varchar(20)
            """);

        var message = await scene.RefusalAsync();
        var report = await scene.CopyAsync(allowUnmapped: true);

        string[] unmapped = ["dentists", "old.stock_ledger_entries", "payments.account_head"];
        Assert.All(unmapped, name => Assert.Contains(name, message, StringComparison.Ordinal));
        Assert.DoesNotContain("alembic_version", message, StringComparison.Ordinal);
        Assert.Equal(unmapped, report.Unmapped);
        Assert.True(report.Ok);
    }

    [Theory]
    [InlineData("UPDATE payments SET payment_date = 'infinity' WHERE id = 7", "payments.payment_date of the row with id 7", "'infinity'")]
    [InlineData("UPDATE invoices SET date = '-infinity' WHERE id = 7", "invoices.date of the row with id 7", "'-infinity'")]
    [InlineData("UPDATE invoices SET date = '0044-03-15 BC' WHERE id = 7", "invoices.date of the row with id 7", "BC")]
    [InlineData("UPDATE invoices SET date = '12024-03-15' WHERE id = 7", "invoices.date of the row with id 7", "9999")]
    [InlineData("UPDATE invoices SET grand_total = 'NaN' WHERE id = 7", "invoices.grand_total of the row with id 7", "'NaN'")]
    [InlineData("UPDATE stock_ledger SET qty = 'NaN' WHERE id = 7", "stock_ledger.qty of the row with id 7", "'NaN'")]
    [InlineData("ALTER TABLE payments ALTER COLUMN amount TYPE numeric; UPDATE payments SET amount = 1e30 WHERE id = 7", "payments.amount of the row with id 7", "28 digits")]
    [InlineData("ALTER TABLE payments ALTER COLUMN amount TYPE numeric; UPDATE payments SET amount = 'Infinity' WHERE id = 7", "payments.amount of the row with id 7", "'Infinity'")]
    [InlineData("ALTER TABLE products ALTER COLUMN name DROP NOT NULL; UPDATE products SET name = NULL WHERE id = 7", "products with id 7", "NOT NULL")]
    [InlineData("ALTER TABLE roles DROP CONSTRAINT roles_name_key; INSERT INTO roles VALUES (70, 'twice'), (71, 'twice')", "roles_name_key", "twice")]
    public async Task A_value_the_target_cannot_hold_is_named_with_its_row(string plant, string place, string what)
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync(plant);

        var message = await scene.RefusalAsync();

        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_to_a_row_that_does_not_exist_is_named()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.PlantAsync("UPDATE invoices SET customer_id = 999999 WHERE id IN (8, 9)");

        Assert.Contains("invoices has 2 without their row in parties (id 8, 9)", await scene.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_not_read_a_table_is_told()
    {
        using var scene = await CopyScene.EmptyAsync();
        var role = "r" + Guid.NewGuid().ToString("N")[..8];
        await scene.PlantAsync($"CREATE ROLE {role} LOGIN PASSWORD 'limited'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; REVOKE SELECT ON payments FROM {role}");

        var message = await SourceRefusalAsync(new NpgsqlConnectionStringBuilder(scene.Source) { Username = role, Password = "limited" }.ConnectionString);

        Assert.Contains($"User '{role}' may not read everything", message, StringComparison.Ordinal);
        Assert.Contains("payments", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_hidden_by_row_security_are_refused_not_left_out()
    {
        using var scene = await CopyScene.FilledAsync();
        var role = "r" + Guid.NewGuid().ToString("N")[..8];
        await scene.PlantAsync($"CREATE ROLE {role} LOGIN PASSWORD 'limited'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; ALTER TABLE parties ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON parties USING (id < 5)");

        var message = await SourceRefusalAsync(new NpgsqlConnectionStringBuilder(scene.Source) { Username = role, Password = "limited" }.ConnectionString);

        Assert.Contains("may not read everything", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_or_failed_copy_leaves_the_previous_target_as_it_was(bool cancelled)
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.CopyAsync();
        var before = Hash(scene.Target);
        using var cancel = new CancellationTokenSource();

        var copy = DataCopy.RunAsync(scene.Request(replace: true) with
        {
            OnTableStarted = table =>
            {
                if (table == "invoices" && cancelled)
                    cancel.Cancel();
                else if (table == "invoices")
                    throw new IOException("The disk is gone.");
            },
        }, cancel.Token);

        if (cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy);
        else
            Assert.Contains("The disk is gone", (await Assert.ThrowsAsync<DataMigrationException>(() => copy)).Message, StringComparison.Ordinal);
        Assert.Equal([scene.Target], Directory.GetFiles(scene.Directory));
        Assert.Equal(before, Hash(scene.Target));
    }

    [Fact]
    public async Task A_server_that_drops_the_connection_is_one_clear_line()
    {
        using var scene = await CopyScene.FilledAsync(parties: 3000);

        var copy = DataCopy.RunAsync(scene.Request() with
        {
            OnTableStarted = table =>
            {
                if (table == "parties")
                    scene.PlantAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()").GetAwaiter().GetResult();
            },
        }, CancellationToken.None);

        var error = await Assert.ThrowsAsync<DataMigrationException>(() => copy);
        Assert.Contains("connection", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scene.Directory));
    }

    [Fact]
    public async Task An_existing_target_is_replaced_only_when_asked_to_and_not_in_use()
    {
        using var scene = await CopyScene.FilledAsync();
        await scene.CopyAsync();
        var unasked = await Assert.ThrowsAsync<DataMigrationException>(() => scene.CopyAsync());
        Assert.Contains("--replace", unasked.Message, StringComparison.Ordinal);

        using (var user = scene.OpenTarget())
        {
            using var reading = user.CreateCommand();
            reading.CommandText = "BEGIN; SELECT count(*) FROM parties";
            reading.ExecuteScalar();
            var used = await Assert.ThrowsAsync<DataMigrationException>(() => scene.CopyAsync(replace: true));
            Assert.Contains("in use", used.Message, StringComparison.Ordinal);
        }
        await scene.PlantAsync("UPDATE parties SET name = 'second copy' WHERE id = 1");
        await scene.CopyAsync(replace: true);

        Assert.Equal("second copy", scene.Scalar<string>("SELECT name FROM parties WHERE id = 1"));
    }

    [Fact]
    public async Task What_a_killed_copy_left_behind_is_removed_by_the_next()
    {
        using var scene = await CopyScene.FilledAsync();
        await File.WriteAllTextAsync(scene.Target + ".partial", "half a database");
        await File.WriteAllTextAsync(scene.Target + ".partial-wal", "half a log");

        await scene.CopyAsync();

        Assert.Equal([scene.Target], Directory.GetFiles(scene.Directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.Target));
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_said_and_leaves_nothing()
    {
        using var scene = await CopyScene.FilledAsync(parties: 5000);
        using var disk = SmallDisk.Mount(megabytes: 3);

        var error = await Assert.ThrowsAsync<DataMigrationException>(() =>
            DataCopy.RunAsync(scene.Request() with { TargetFile = Path.Combine(disk.Path, "tenant.db") }, CancellationToken.None));

        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(disk.Path));
    }

    private static async Task<string> SourceRefusalAsync(string source)
    {
        using var scene = await CopyScene.EmptyAsync();
        var error = await Assert.ThrowsAsync<DataMigrationException>(() =>
            DataCopy.RunAsync(scene.Request() with { SourceConnectionString = source }, CancellationToken.None));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFiles(scene.Directory));
        return error.Message;
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
