using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Properties;

public sealed class RoundTripTests
{
    private static readonly int Cases = TestExtent.IsFull ? 100 : 12;

    // A failure shows the seed: Config.WithReplay(seed, gamma) runs it again.
    [Fact]
    public void Any_database_is_copied_proven_and_brought_back_as_it_was() =>
        Prop.ForAll(RandomDatabase.Any.ToArbitrary(), database => RoundTripAsync(database).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    private static async Task RoundTripAsync(RandomDatabase database)
    {
        using var directory = new TestDirectory();
        var file = directory.File("copy.db");
        var cluster = await PostgresCluster.GetAsync();
        var (source, target) = (await cluster.CreateDatabaseAsync(), await cluster.CreateDatabaseAsync());
        await using (var connection = new NpgsqlConnection(source))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(database.Sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        var copy = await DataCopy.RunAsync(new DataCopyRequest { SourceConnectionString = source, TargetFile = file, Mode = DataCopyMode.Translate }, CancellationToken.None);
        await SourceRestore.RunAsync(new RestoreRequest(file, target), null, CancellationToken.None);

        Assert.True(copy.Verification?.Ok);
        Assert.Equal("", PostgresDump.Difference(await PostgresDump.TakeAsync(source), await PostgresDump.TakeAsync(target)));
    }
}
