using System.Diagnostics;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Schema;
using AdminApp.Data.Schema.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// Writes a whole tenant into an empty database: the definitions its source had, every row as it is now, and the tables it got
/// since. Nothing of the database it came from is needed, nor of the change log.
/// </summary>
/// <param name="slug">The tenant.</param>
/// <param name="path">Its file, to which nobody writes meanwhile.</param>
/// <param name="logged">Its tables.</param>
/// <param name="target">The empty database.</param>
/// <param name="progress">Is told the steps.</param>
internal sealed class FallbackRebuild(string slug, string path, IReadOnlyList<ChangeLogTable> logged, SourceAddress target, IProgress<FallbackProgress>? progress)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Tells what would be written, after looking whether the database is empty.</summary>
    public FallbackReport Preview(CancellationToken cancellationToken)
    {
        progress?.Report(new FallbackProgress(FallbackStep.Check));
        try
        {
            using var empty = RestoreTarget.Open(target, cancellationToken);
        }
        catch (Exception fault) when (fault is not (DataMigrationException or OperationCanceledException))
        {
            throw RestoreErrors.Explain(fault, target);
        }
        return Report(dryRun: true);
    }

    /// <exception cref="DataMigrationException">It could not be done; the database is of no use, and nothing else was changed.</exception>
    public async Task<FallbackReport> RunAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new FallbackProgress(FallbackStep.Send));
        await SourceRestore.RunAsync(new RestoreRequest(path, target.ConnectionString), new Tables(progress), cancellationToken).ConfigureAwait(false);
        progress?.Report(new FallbackProgress(FallbackStep.Apply));
        await AdoptAsync(cancellationToken).ConfigureAwait(false);
        await OwnThread.Run(() => Add(cancellationToken)).ConfigureAwait(false);
        progress?.Report(new FallbackProgress(FallbackStep.Verify));
        var verified = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = target.ConnectionString, TargetFile = path }, cancellationToken).ConfigureAwait(false);
        if (verified.Tables.FirstOrDefault(table => !table.Ok) is { } wrong)
            throw new DataMigrationException($"{wrong.Name} is not the same in {target} as here: {wrong.Differences.Select(difference => difference.Describe()).FirstOrDefault() ?? "its rows differ"}. The tenant is served here as before; drop that database, and report this.");
        return Report(dryRun: false);
    }

    // The definitions came with an empty history, and are those of the cutover.
    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var options = new DbContextOptionsBuilder<PostgresTenantContext>().UseNpgsql(target.ConnectionString).Options;
        await using var context = new PostgresTenantContext(options);
        foreach (var migration in Migrations())
            await context.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ({migration}, {ProductInfo.GetVersion()}) ON CONFLICT DO NOTHING", cancellationToken).ConfigureAwait(false);
        await OriginAdoption.AdoptAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private IReadOnlyList<string> Migrations()
    {
        using var file = SqliteFile.OpenReadOnly(path);
        return SourceMark.Read(file)?.Migrations ?? [];
    }

    // What the copy did not know: the tables of the application where the source had none, and columns that came later.
    private bool Add(CancellationToken cancellationToken)
    {
        using var file = SqliteFile.OpenReadOnly(path);
        file.Execute("PRAGMA busy_timeout = 5000; BEGIN");
        FallbackMap map;
        using (var source = PostgresSource.Open(target, cancellationToken))
            map = FallbackMap.Make(file, path, logged, source, cancellationToken);
        if (map.NotCarried.Count > 0)
            throw new DataMigrationException($"There is no place in {target} for {string.Join("; ", map.NotCarried)}. The tenant is served here as before; drop that database.");
        var known = map.Copied.Tables.ToDictionary(table => table.Id, table => table.Columns.Count);
        var changes = map.Tables.Where(table => known.GetValueOrDefault(table.Map.Id) != table.Map.Columns.Count)
            .Select(table => new FallbackChange(table, true, file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table.Map.Target)}"), 0)).ToArray();
        using var session = FallbackSession.Open(target, cancellationToken);
        new FallbackSend(file, session, progress, cancellationToken).Run(changes);
        new FallbackApply(session, map, changes, progress).Run();
        new FallbackProof(file, session, progress, cancellationToken).Run(map, changes);
        FallbackSequences.Set(file, session, map);
        session.Commit();
        return true;
    }

    private FallbackReport Report(bool dryRun)
    {
        using var file = SqliteFile.OpenReadOnly(path);
        var record = CatalogueReader.ReadRecord(file, path);
        var names = CatalogueReader.ReadMap(file, record.Mode).Tables.ToDictionary(table => table.Target, table => table.ShownName, StringComparer.OrdinalIgnoreCase);
        return new FallbackReport
        {
            Ok = true,
            Tenant = slug,
            Source = target.ToString(),
            DryRun = dryRun,
            Full = true,
            Tables = [.. logged.Select(table => new FallbackTableReport(names.GetValueOrDefault(table.Name, table.Name), file.QueryInteger($"SELECT count(*) FROM {SqliteFile.Quote(table.Name)}"), 0, 0, true)).Where(table => table.Inserted > 0)],
            Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3),
        };
    }

    private sealed class Tables(IProgress<FallbackProgress>? progress) : IProgress<RestoreProgress>
    {
        public void Report(RestoreProgress value) => progress?.Report(new FallbackProgress(FallbackStep.Send, value.Table.Length > 0 ? value.Table : value.Step));
    }
}
