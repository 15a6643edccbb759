using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Translate;

public sealed class TableTests
{
    [Fact]
    public async Task A_serial_key_becomes_the_number_of_the_row()
    {
        using var scene = await MapScene.OfAsync("CREATE TABLE t (id serial PRIMARY KEY, name varchar(10) NOT NULL)");

        var table = scene.Table("t");

        Assert.Equal("""
            CREATE TABLE "t" (
              "id" INTEGER CONSTRAINT "t_pkey" PRIMARY KEY AUTOINCREMENT,
              "name" TEXT NOT NULL CHECK (length("name") <= 10)
            ) STRICT
            """, scene.Sql("t"));
        Assert.Equal("id", table.RowId);
        Assert.True(table.HasIntegerKey);
        Assert.Equal(0, Assert.Single(scene.Map.Sequences).Table);
    }

    [Fact]
    public async Task Every_table_of_the_torture_database_is_accepted_by_SQLite()
    {
        using var scene = MapScene.Of(await TortureData.CreateDatabaseAsync());

        Assert.All(scene.Map.Tables, (table, index) => Assert.Equal(index + 1, table.Id));
        Assert.Equal(scene.Map.Tables.Count, scene.Map.CreateTables.Count);
    }
}
