using AdminApp.Data.DataMigration;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.DataMigration.Load;

public sealed class TranslatedLoadTests
{
    private const string Filled = """
        CREATE TABLE readings (label text, at timestamptz, day date, amount numeric, ratio float8, small real, raw bytea);
        INSERT INTO readings SELECT 'r' || i, timestamptz '2024-01-01' + i * interval '1 second', date '2024-01-01' + i % 99, i / 4.0, i / 3.0, 0.1, decode(md5(i::text), 'hex')
        FROM generate_series(1, 20000) i;
        INSERT INTO readings VALUES ('odd', 'infinity', '0044-03-15 BC', 5.50, 'NaN', '-0', ''), ('', NULL, '12345-01-01', 'NaN', '-infinity', 1e10, NULL)
        """;

    [Fact]
    public async Task What_NET_cannot_hold_is_kept_as_PostgreSQL_writes_it()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);

        await DataCopy.RunAsync(scene.Request() with { Mode = DataCopyMode.Translate }, CancellationToken.None);

        Assert.Equal("infinity|0044-03-15 BC|5.5||0.0|0", scene.Scalar<string>("SELECT at || '|' || day || '|' || amount || '|' || ifnull(ratio, '') || '|' || small || '|' || length(raw) FROM readings WHERE label = 'odd'"));
        Assert.Equal("12345-01-01|NaN|-Inf", scene.Scalar<string>("SELECT day || '|' || amount || '|' || ratio FROM readings WHERE label = ''"));
        Assert.Equal("5.50|NaN|-0", scene.Scalar<string>("SELECT group_concat(pgtext, '|') FROM (SELECT pgtext FROM _pg_exact WHERE row_id = 20001 ORDER BY column_id)"));
        Assert.Equal(0.1, scene.Scalar<double>("SELECT small FROM readings WHERE label = 'r1'"));
    }

    [Fact]
    public async Task Rows_have_the_same_order_and_numbers_however_many_read()
    {
        using var scene = await CopyScene.EmptyAsync();
        await scene.PlantAsync(Filled);

        var one = await RowsAsync(scene, "one.db", jobs: 1);
        var three = await RowsAsync(scene, "three.db", jobs: 3);

        Assert.Equal(20_002, one.Count);
        Assert.Equal(one, three);
    }

    private static async Task<List<string>> RowsAsync(CopyScene scene, string file, int jobs)
    {
        var target = Path.Combine(scene.Directory, file);
        // Chunks of a few blocks, so that every reader has many.
        await DataCopy.RunAsync(scene.Request() with { Mode = DataCopyMode.Translate, TargetFile = target, Jobs = jobs, ChunkBytes = 64 << 10 }, CancellationToken.None);
        using var connection = new SqliteConnection($"Data Source={target};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT rowid || label || ifnull(at, '') || amount || hex(raw) FROM readings ORDER BY rowid";
        using var reader = query.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return rows;
    }
}
