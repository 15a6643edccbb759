using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Tests.Shared;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Verify;

/// <summary>A PostgreSQL database and a faithful SQLite file written by hand, into which a fault can be planted.</summary>
internal sealed class VerifyScene : IDisposable
{
    private const string InPostgres = """
        CREATE TABLE makers (id serial PRIMARY KEY, name text);
        INSERT INTO makers (name) VALUES ('Müller'), ('');
        CREATE TABLE items (id serial PRIMARY KEY, maker int REFERENCES makers, name text, pad char(5), flag boolean, amount numeric(12,2), free numeric,
            wide double precision, narrow real, uid uuid, at timestamp, atz timestamptz, data bytea, tags int[]);
        INSERT INTO items (maker, name, pad, flag, amount, free, wide, narrow, uid, at, atz, data, tags) VALUES
            (1, E'a\tb\\c\nd', 'ab', true, 1.5, 1.50, 0.1, 0.1, 'c0ffee00-0000-4000-8000-0000000000ab', '2020-01-02 03:04:05.000006', '2020-01-02 03:04:05+02', '\x0102', '{1,NULL,3}'),
            (2, '', 'ab', false, 0, 2, '-0', 'NaN', 'c0ffee00-0000-4000-8000-0000000000ac', 'infinity', NULL, '', '{}'),
            (NULL, '\N', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        CREATE TABLE notes (word text, number int, other text);
        INSERT INTO notes VALUES ('x', 1, 'o'), ('x', 1, 'o'), ('y', NULL, 'p');
        """;

    private const string InSqlite = """
        INSERT INTO makers VALUES (1, 'Müller'), (2, '');
        INSERT INTO items VALUES
            (1, 1, 'a' || char(9) || 'b\c' || char(10) || 'd', 'ab   ', 1, '1.5', '1.5', 0.1, 0.1, 'C0FFEE00-0000-4000-8000-0000000000AB', '2020-01-02 03:04:05.000006', '2020-01-02 01:04:05', x'0102', '[1,null,3]'),
            (2, 2, '', 'ab   ', 0, '0.0', '2.0', 0.0, NULL, 'C0FFEE00-0000-4000-8000-0000000000AC', 'infinity', NULL, x'', '[]'),
            (3, NULL, '\N', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO notes VALUES ('x', 1, 'o'), ('x', 1, 'o'), ('y', NULL, 'p');
        CREATE INDEX items_name ON items (name);
        """;

    private readonly TestDirectory _directory = new();

    private VerifyScene(string source) => Source = source;

    public string Source { get; }

    public string Target => _directory.File("target.db");

    public static async Task<VerifyScene> CreateAsync()
    {
        var scene = new VerifyScene(await (await PostgresCluster.GetAsync()).CreateDatabaseAsync());
        await scene.InSourceAsync(InPostgres);
        using var session = PostgresSource.Open(SourceAddress.Parse(scene.Source), default);
        var map = TranslateMapper.Map(session, TranslateOptions.Everything, default);
        map = map with { Outcomes = [.. map.Outcomes, new ObjectOutcome("index", "public", "items", "items_name", ObjectOutcome.Translated, "items_name", null)] };
        using var file = SqliteFile.Open(scene.Target, create: true);
        foreach (var sql in map.CreateTables)
            file.Execute(sql);
        CatalogueWriter.Create(file);
        file.Execute(InSqlite);
        Exact(file, map, 1, "free", "1.5", "1.50");
        Exact(file, map, 2, "wide", 0.0, "-0");
        Exact(file, map, 2, "narrow", null, "NaN");
        var record = new CopyRecord { Mode = CopyMode.Translate, Source = "here", ServerVersion = session.Version, SnapshotAt = session.SnapshotAt, Run = Guid.NewGuid() };
        CatalogueWriter.Write(file, record, map, [], [.. map.Tables.Select(_ => 3L)]);
        return scene;
    }

    public async Task InSourceAsync(string sql)
    {
        await PostgresCluster.ExecuteAsync(Source, sql);
    }

    /// <summary>Runs SQL on the target, past its foreign keys and checks.</summary>
    public void Plant(string sql)
    {
        using var file = SqliteFile.Open(Target, create: false);
        file.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;" + sql);
    }

    public Task<VerificationReport> VerifyAsync(int jobs = 2) =>
        DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = Source, TargetFile = Target, Jobs = jobs }, default);

    /// <summary>The one difference a planted fault makes.</summary>
    public async Task<VerificationDifference> DifferenceAsync(string table)
    {
        var report = await VerifyAsync();
        Assert.False(report.Ok);
        var found = Assert.Single(report.Tables, result => !result.Ok);
        Assert.Equal(table, found.Name);
        Assert.Equal(1, found.DifferingRows);
        return Assert.Single(found.Differences);
    }

    public async Task<VerificationCheck> FailedCheckAsync()
    {
        var report = await VerifyAsync();
        Assert.False(report.Ok);
        return Assert.Single(report.Checks, check => !check.Ok);
    }

    public void Dispose() => _directory.Dispose();

    private static void Exact(SqliteFile file, DatabaseMap map, long row, string column, object? stored, string text)
    {
        var table = map.Tables.Single(table => table.Source == "items");
        var index = table.Columns.Index().Single(item => item.Item.Source == column).Index;
        var literal = stored switch { null => "NULL", string value => SqliteFile.Literal(value), _ => "0.0" };
        file.Execute($"INSERT INTO _pg_exact VALUES ({table.Id}, {row}, {index}, {literal}, {SqliteFile.Literal(text)})");
    }
}
