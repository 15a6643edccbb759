using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Moving;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Sqlite;
using AdminApp.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Tests.DataMigration.Moving;

/// <summary>A tenant that was cut over from PostgreSQL and lives in its file.</summary>
internal sealed class FallbackScene(CutoverScene moved) : IAsyncDisposable
{
    public CutoverScene Moved { get; } = moved;

    public TestInstallation App => Moved.App;

    public TenantFallback Fallback => App.Service<TenantFallback>();

    public static async Task<FallbackScene> CreateAsync(int parties = 30, bool cutOver = true)
    {
        var scene = new FallbackScene(await CutoverScene.CreateAsync(parties));
        if (cutOver)
            await scene.Moved.RunAsync();
        return scene;
    }

    public Task<FallbackReport> RunAsync(Action<FallbackStep>? onStep = null, CancellationToken cancellationToken = default) =>
        Fallback.RunAsync(Actor.CommandLine, new FallbackRequest(CutoverScene.Slug) { OnStep = onStep }, null, cancellationToken);

    public Task<FallbackReport> PreviewAsync() => Fallback.PreviewAsync(Actor.CommandLine, CutoverScene.Slug, null, default);

    public Task WriteAsync(int count, int seed = 1) => new RandomWrites(App, seed).RunAsync(count);

    /// <summary>Statements in the tenant's file, past the services.</summary>
    public void Execute(string sql)
    {
        using var file = App.Service<SqlitePolicy>().Open(SqliteConnectionStrings.Writer(Moved.File));
        file.Execute(sql);
    }

    public object? Ask(string sql)
    {
        using var file = new SqliteConnection(SqliteConnectionStrings.ReadOnce(Moved.File));
        file.Open();
        return file.Scalar(sql);
    }

    /// <summary>Both sides hold the same, table by table, as the verification sees it.</summary>
    public async Task RequireEqualAsync()
    {
        var report = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = App.Connection, TargetFile = Moved.File }, default);
        Assert.Empty(report.Tables.Where(table => !table.Ok).Select(table => $"{table.Name}: {string.Join("; ", table.Differences.Take(3).Select(difference => difference.Describe()))}"));
        // The source's have moved on with the numbers given out here.
        Assert.Empty(report.Checks.Where(check => !check.Ok && check.Name != "source sequences").Select(check => $"{check.Name}: {check.Detail}"));
    }

    public ValueTask DisposeAsync() => Moved.DisposeAsync();
}
