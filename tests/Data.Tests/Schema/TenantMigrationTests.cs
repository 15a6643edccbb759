using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminApp.Data.Tests.Schema;

public sealed class TenantMigrationTests
{
    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task The_model_has_no_pending_changes(string provider)
    {
        using var database = await TenantDatabase.CreateAsync(provider);
        await using var context = database.NewContext();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task Every_step_up_and_down_keeps_the_data_of_every_table(string provider)
    {
        using var database = await TenantDatabase.CreateAsync(provider);
        var steps = SchemaStep.All(database);
        Assert.Equal(39, steps[0].Tables.Count);

        for (var round = 1; round <= 2; round++)
        {
            SchemaStep? previous = null;
            foreach (var step in steps)
            {
                var before = previous is null ? [] : await previous.ReadAsync(database);
                await database.MigrateAsync(step.Migration);
                await AssertKeptAsync(before, step, database);
                await step.FillAsync(database);
                previous = step;
            }
            for (var i = steps.Count - 2; i >= 0; i--)
            {
                var before = await steps[i + 1].ReadAsync(database);
                await database.MigrateAsync(steps[i].Migration);
                await AssertKeptAsync(before, steps[i], database);
            }
            await database.MigrateAsync(Migration.InitialDatabase);
            Assert.Equal(["__EFMigrationsHistory"], await TablesAsync(database, provider));
        }
    }

    [Theory]
    [InlineData(TenantDatabase.Sqlite)]
    [InlineData(TenantDatabase.PostgreSql)]
    public async Task A_missing_active_flag_becomes_true_and_has_a_default(string provider)
    {
        using var database = await TenantDatabase.CreateAsync(provider);
        var steps = SchemaStep.All(database);
        await database.MigrateAsync(steps[0].Migration);
        await database.ExecuteAsync("INSERT INTO parties (name, is_active) VALUES ('unknown', NULL), ('off', @off)", ("@off", false));

        await database.MigrateAsync(steps[1].Migration);
        await database.ExecuteAsync("INSERT INTO parties (name) VALUES ('new')");

        await using var context = database.NewContext();
        Assert.Equal(
            ["unknown True 1", "off False 1", "new True 1"],
            (await context.Parties.OrderBy(x => x.Id).ToListAsync()).Select(x => $"{x.Name} {x.IsActive} {x.Version}"));
        await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync("UPDATE parties SET is_active = NULL"));
    }

    private static async Task AssertKeptAsync(SortedDictionary<string, string> before, SchemaStep after, TenantDatabase database)
    {
        var now = await after.ReadAsync(database);
        foreach (var (column, values) in before.Where(entry => now.ContainsKey(entry.Key) && !entry.Key.EndsWith(".name_sort", StringComparison.Ordinal)))
        {
            // The declared conversion of the administration step.
            var expected = column == "parties.is_active" ? values.Replace("NULL", now[column].Split(" | ")[0], StringComparison.Ordinal) : values;
            Assert.Equal($"{column}: {expected}", $"{column}: {now[column]}");
        }
        await using var context = database.NewContext();
        if (!context.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
            return;
        Assert.Empty(await database.QueryAsync("PRAGMA foreign_key_check"));
        Assert.Equal("ok", (await database.QueryAsync("PRAGMA integrity_check"))[0][0]);
    }

    private static async Task<List<string>> TablesAsync(TenantDatabase database, string provider)
    {
        var rows = await database.QueryAsync(provider == TenantDatabase.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '__EFMigrationsLock'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        return [.. rows.Select(row => (string)row[0]!)];
    }
}
