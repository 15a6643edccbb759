using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using AdminApp.Data.Tenants;
using AdminApp.Data.Tests.Backups;
using AdminApp.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Tests.Sqlite;

public sealed class SqlitePolicyTests
{
    [Fact]
    public async Task A_connection_that_comes_back_dirty_from_the_pool_has_the_policy_again()
    {
        await using var scene = await DataScene.CreateAsync();
        // Other tests may empty the pools meanwhile: repeat until the pool really hands the same connection back.
        await Eventually.TrueAsync(async () =>
        {
            var first = await InContext(scene, async connection =>
            {
                await ExecuteAsync(connection, "PRAGMA foreign_keys=OFF; PRAGMA trusted_schema=ON; PRAGMA synchronous=OFF; PRAGMA busy_timeout=1; PRAGMA cell_size_check=OFF");
                return connection.Handle!.DangerousGetHandle();
            });
            return await InContext(scene, async connection =>
            {
                Assert.Equal("1 0 2 300 1", string.Join(' ', new[] { "foreign_keys", "trusted_schema", "synchronous", "busy_timeout", "cell_size_check" }
                    .Select(pragma => SqlitePolicy.Effective(connection)[pragma])));
                await Task.CompletedTask;
                return connection.Handle!.DangerousGetHandle() == first;
            });
        }, "the pool to hand back the connection just returned");
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var scene = await DataScene.CreateAsync();
        await using var context = await scene.Service<TenantDatabases>().ReadAsync(DataScene.Alpha, default);
        await context.Database.OpenConnectionAsync();
        var fault = await Assert.ThrowsAsync<SqliteException>(() => context.Database.ExecuteSqlRawAsync("DELETE FROM parties"));
        Assert.Equal(SqliteErrors.ReadOnly, fault.SqliteErrorCode);
        Assert.Equal("1", SqlitePolicy.Effective((SqliteConnection)context.Database.GetDbConnection())["query_only"]);
    }

    [Fact]
    public async Task Writers_that_come_together_all_get_their_turn()
    {
        await using var scene = await DataScene.CreateAsync(new SqliteSettings { WriteWaitMilliseconds = 60_000 });
        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => scene.AddPartiesAsync(DataScene.Beta, 3))));
        Assert.Equal(72, scene.CountParties(DataScene.Beta));
    }

    [Fact]
    public async Task A_writer_that_waited_long_enough_is_told_that_the_database_is_busy()
    {
        await using var scene = await DataScene.CreateAsync();
        using var pass = await scene.Service<WriteGates>().For(scene.PathOf(DataScene.Alpha)).EnterAsync(default);
        var fault = await Assert.ThrowsAsync<DatabaseBusyException>(() => scene.AddPartiesAsync(DataScene.Alpha, 1));
        Assert.Contains("alpha.db is busy", fault.Message, StringComparison.Ordinal);
        Assert.Equal(DataScene.Parties, scene.CountParties(DataScene.Alpha));
    }

    [Fact]
    public async Task A_new_data_directory_and_its_databases_belong_to_their_owner_alone()
    {
        await using var scene = await DataScene.CreateAsync();
        var root = scene.Locations.DataDirectory;
        Assert.All(Directory.EnumerateDirectories(root), directory =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory)));
        Assert.All(Directory.EnumerateFiles(root, "*.db*", SearchOption.AllDirectories), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_data_directory_has_one_owner_and_a_second_is_told_its_pid()
    {
        using var directory = new TestDirectory();
        using (DataDirectoryLock.Take(directory.Path))
        {
            var refused = Assert.Throws<DataDirectoryInUseException>(() => DataDirectoryLock.Take(directory.Path));
            Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.OwnerPid);
            Assert.Contains(refused.OwnerPid, refused.Message, StringComparison.Ordinal);
        }
        DataDirectoryLock.Take(directory.Path).Dispose();
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_an_error_and_not_a_new_one()
    {
        await using var scene = await DataScene.CreateAsync();
        var path = scene.Locations.Tenant("nobody");
        using var writer = new SqliteConnection(SqliteConnectionStrings.Writer(path));
        Assert.Equal(SqliteErrors.CantOpen, Assert.Throws<SqliteException>(writer.Open).SqliteErrorCode);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_made_is_gone_after_the_next_start()
    {
        await using var scene = await DataScene.CreateAsync();
        var left = new[] { scene.PathOf(DataScene.Alpha) + ".migrating", scene.PathOf(DataScene.Alpha) + ".restoring-wal", Path.Combine(scene.Locations.Backups, "alpha-x.db.partial") };
        foreach (var path in left.Append(scene.PathOf(DataScene.Alpha) + ".restoring"))
            await File.WriteAllTextAsync(path, "half");
        await scene.Service<CentralProvisioning>().EnsureAsync(default);
        Assert.All(left, path => Assert.False(File.Exists(path)));
        Assert.Equal(DataScene.Parties, scene.CountParties(DataScene.Alpha));
    }

    private static async Task<T> InContext<T>(DataScene scene, Func<SqliteConnection, Task<T>> work)
    {
        await using var context = scene.Service<CentralDatabase>().CreateDbContext();
        await context.Database.OpenConnectionAsync();
        return await work((SqliteConnection)context.Database.GetDbConnection());
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
