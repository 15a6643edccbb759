using System.Diagnostics;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What a fallback works on.</summary>
/// <param name="Slug">The tenant.</param>
/// <param name="Path">Its file, to which nobody writes meanwhile.</param>
/// <param name="Logged">The tables whose changes are logged.</param>
/// <param name="Source">Where it goes back to.</param>
/// <param name="Mark">What the source looked like at the cutover.</param>
/// <param name="LastChange">The newest entry of the change log.</param>
internal sealed record FallbackCase(string Slug, string Path, IReadOnlyList<ChangeLogTable> Logged, SourceAddress Source, SourceMark Mark, long LastChange);

/// <summary>One fallback's work at the source, in one transaction, up to its commit. The registry is not its affair.</summary>
internal sealed class FallbackRun(FallbackCase subject, bool dryRun, IProgress<FallbackProgress>? progress, CancellationToken cancellationToken)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, double> _timings = [];

    /// <summary>The commit was asked for: whether it happened is known when the run returns, and not when it throws.</summary>
    public bool CommitAsked { get; private set; }

    /// <summary>Lets a test act, or fail, before a step.</summary>
    public Action<FallbackStep>? OnStep { get; init; }

    /// <exception cref="DataMigrationException">It cannot be; the source is as it was unless <see cref="CommitAsked"/>.</exception>
    public FallbackReport Run()
    {
        using var file = SqliteFile.OpenReadOnly(subject.Path);
        using var stop = cancellationToken.Register(file.Interrupt);
        try
        {
            file.Execute("PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000; BEGIN");
            return Run(file);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested && !CommitAsked)
        {
            throw new OperationCanceledException("The fallback was cancelled; nothing was changed.", cancellationToken);
        }
        catch (Exception fault) when (PostgresErrors.IsConnectionLost(fault) || fault is Npgsql.NpgsqlException)
        {
            throw Explain(fault);
        }
    }

    private FallbackReport Run(SqliteFile file)
    {
        var map = Step(FallbackStep.Check, () =>
        {
            using var source = PostgresSource.Open(subject.Source, cancellationToken);
            return FallbackMap.Make(file, subject.Path, subject.Logged, source, cancellationToken);
        });
        using var session = FallbackSession.Open(subject.Source, cancellationToken);
        var (conflicts, warnings, changes) = Step(FallbackStep.Compare, () =>
        {
            if (!dryRun)
                Lock(session, map);
            var changes = FallbackChanges.Read(file, map);
            var standing = SourceFence.StandingAsync(session.Connection, cancellationToken).GetAwaiter().GetResult();
            var comparison = new FallbackConflicts(file, session, map, subject.Mark, cancellationToken);
            if (standing is null)
                comparison.Warnings.Add("Nothing kept others from writing to the source since the cutover (its fence is gone, or was never raised); the comparison decides.");
            return (comparison.Find(), comparison.Warnings, changes);
        });
        var schemaChanged = conflicts.Any(conflict => conflict.Kind == FallbackConflict.Changed && conflict.Source is not null);
        var tables = schemaChanged ? [] : Step(FallbackStep.Send, () => new FallbackSend(file, session, progress, cancellationToken).Run(changes));
        var report = new FallbackReport
        {
            Ok = conflicts.Count == 0 && map.NotCarried.Count == 0,
            Tenant = subject.Slug,
            Source = subject.Source.ToString(),
            DryRun = dryRun,
            Tables = [.. tables.Where(table => table.Inserted + table.Updated + table.Deleted > 0)],
            Conflicts = conflicts,
            NotCarried = map.NotCarried,
            Warnings = warnings,
        };
        if (report.Ok && !dryRun)
            Write(file, session, map, changes);
        return report with { Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3), Timings = _timings };
    }

    private void Write(SqliteFile file, FallbackSession session, FallbackMap map, IReadOnlyList<FallbackChange> changes)
    {
        Step(FallbackStep.Apply, () =>
        {
            SourceFence.LiftAsync(session.Connection, cancellationToken).GetAwaiter().GetResult();
            new FallbackApply(session, map, changes, progress).Run();
            return true;
        });
        Step(FallbackStep.Verify, () =>
        {
            new FallbackProof(file, session, progress, cancellationToken).Run(map, changes);
            return true;
        });
        Step(FallbackStep.Commit, () =>
        {
            FallbackSequences.Set(file, session, map);
            FallbackMarker.Write(session, subject.Mark, subject.Slug, subject.LastChange);
            cancellationToken.ThrowIfCancellationRequested();
            CommitAsked = true;
            session.Commit();
            return true;
        });
    }

    // Nobody else writes from here on, also where there is no fence; readers go on.
    private void Lock(FallbackSession session, FallbackMap map)
    {
        FallbackMarker.Hold(session, subject.Mark);
        session.Execute($"LOCK TABLE {string.Join(", ", map.Tables.Select(table => table.Only))} IN SHARE ROW EXCLUSIVE MODE");
    }

    private T Step<T>(FallbackStep step, Func<T> work)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FallbackProgress(step));
        OnStep?.Invoke(step);
        var started = _clock.Elapsed;
        try
        {
            return work();
        }
        finally
        {
            var name = step.ToString().ToLowerInvariant();
            _timings[name] = Math.Round((_clock.Elapsed - started).TotalSeconds, 3);
        }
    }

    private DataMigrationException Explain(Exception fault) => fault is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.LockNotAvailable }
        ? new DataMigrationException($"Somebody at {subject.Source} holds a table for more than 10 s. Nothing was changed; end that session, or wait for it, and fall back again.", fault)
        : PostgresErrors.Explain(fault, subject.Source);
}
