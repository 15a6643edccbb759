using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Translate;
using AdminApp.Tests.Shared.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Translate;

/// <summary>A PostgreSQL database, its map, and an empty SQLite database made from the map.</summary>
internal sealed class MapScene : IDisposable
{
    private MapScene(string source, DatabaseMap map, SqliteFile target)
    {
        Source = source;
        Map = map;
        Target = target;
    }

    public string Source { get; }

    public DatabaseMap Map { get; }

    /// <summary>In memory, with every statement of the map run.</summary>
    public SqliteFile Target { get; }

    /// <summary>A database of its own in which <paramref name="sql"/> was run.</summary>
    public static async Task<MapScene> OfAsync(string sql, TranslateOptions? options = null)
    {
        var source = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        await RunAsync(source, sql);
        return Of(source, options);
    }

    public static MapScene Of(string source, TranslateOptions? options = null)
    {
        using var session = PostgresSource.Open(SourceAddress.Parse(source), default);
        var map = TranslateMapper.Map(session, options ?? TranslateOptions.Everything, default);
        var target = SqliteFile.Open(":memory:", create: true);
        foreach (var sql in map.CreateTables.Concat(map.Late.Select(late => late.Sql)))
            target.Execute(sql);
        return new MapScene(source, map, target);
    }

    public static async Task RunAsync(string source, string sql)
    {
        await PostgresCluster.ExecuteAsync(source, sql);
    }

    public MappedTable Table(string source) => Map.Tables.Single(table => table.ShownName == source);

    /// <summary>What became of one object.</summary>
    public ObjectOutcome Outcome(string kind, string name) => Assert.Single(Map.Outcomes, outcome => outcome.Kind == kind && outcome.Name == name);

    /// <summary>The statement that made something in SQLite.</summary>
    public string Sql(string name) => Target.Query($"SELECT sql FROM sqlite_schema WHERE name = {SqliteFile.Literal(name)}").Single()[0]!;

    public void Dispose() => Target.Dispose();
}
