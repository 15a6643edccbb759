using System.Diagnostics;
using AdminApp.Data.DataMigration.Back;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Sqlite;

namespace AdminApp.Data.DataMigration.Rehearse;

/// <summary>What to rehearse.</summary>
public sealed record RehearsalRequest
{
    /// <summary>PostgreSQL, as <c>Host=…;Database=…</c> or <c>postgresql://user:password@host/database</c>. It is only read.</summary>
    public required string Source { get; init; }

    /// <summary>A tenant database of the application, or whatever the source has, translated.</summary>
    public DataCopyMode Mode { get; init; } = DataCopyMode.Translate;

    /// <summary>
    /// A server on which a database may be made for the way back and dropped again, as a connection string to any of its
    /// databases; null leaves the way back out.
    /// </summary>
    public string? Scratch { get; init; }

    /// <summary>Where the scratch file is made and removed; the system's temporary directory by default.</summary>
    public string? Directory { get; init; }

    /// <summary>Model mode: copy although the source has tables or columns the model lacks.</summary>
    public bool AllowUnmapped { get; init; }

    /// <summary>Called from the copying threads, about ten times a second.</summary>
    public IProgress<DataCopyProgress>? Progress { get; init; }
}

/// <summary>Runs everything a migration would, into scratch places that are gone afterwards: plan, copy, verification, the way back and its verification.</summary>
public static class DataRehearsal
{
    /// <summary>The scratch server without its password.</summary>
    /// <exception cref="DataMigrationException">It is not a PostgreSQL address.</exception>
    public static string DescribeScratch(string scratch) => Scratch(scratch).ToString();

    /// <exception cref="DataMigrationException">The source cannot be read, or a scratch place cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is left behind.</exception>
    public static async Task<RehearsalReport> RunAsync(RehearsalRequest request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        Tell(request, DataCopyPhase.Planning, clock);
        var plan = await DataPlan.MakeAsync(new DataPlanRequest(request.Source, [], []) { Mode = request.Mode }, cancellationToken).ConfigureAwait(false);
        var report = new RehearsalReport { Source = plan.Source, Plan = plan };
        var blocking = plan.Findings.Where(finding => finding.Severity == PlanSeverity.Blocks && !(request.AllowUnmapped && finding.Code is "table-kept" or "column-kept"));
        if (blocking.Any())
            return report with { Stopped = "The plan has findings that block.", Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3) };
        var directory = System.IO.Directory.CreateTempSubdirectory("rehearsal-").FullName;
        var home = request.Directory ?? directory;
        var file = Path.Combine(home, $"rehearsal-{Guid.NewGuid():N}.db");
        try
        {
            report = await CopyAsync(request, file, report, cancellationToken).ConfigureAwait(false);
            if (report.Copy is not null)
                report = await ReturnAsync(request, file, report, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (DataMigrationException error)
        {
            report = report with { Stopped = error.Message };
        }
        finally
        {
            DatabaseFiles.Delete(file);
            System.IO.Directory.Delete(directory, recursive: true);
        }
        return report with { Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3) };
    }

    private static async Task<RehearsalReport> CopyAsync(RehearsalRequest request, string file, RehearsalReport report, CancellationToken cancellationToken)
    {
        var copy = await DataCopy.RunAsync(new DataCopyRequest
        {
            SourceConnectionString = request.Source,
            TargetFile = file,
            Mode = request.Mode,
            AllowUnmapped = request.AllowUnmapped,
            Progress = request.Progress,
        }, cancellationToken).ConfigureAwait(false);
        return report with { Copy = copy, FileBytes = new FileInfo(file).Length };
    }

    private static async Task<RehearsalReport> ReturnAsync(RehearsalRequest request, string file, RehearsalReport report, Stopwatch clock, CancellationToken cancellationToken)
    {
        if (request.Scratch is null)
            return report;
        Tell(request, DataCopyPhase.Returning, clock);
        await using var scratch = await ScratchDatabase.CreateAsync(Scratch(request.Scratch), cancellationToken).ConfigureAwait(false);
        var back = await SourceRestore.RunAsync(new RestoreRequest(file, scratch.ConnectionString), null, cancellationToken).ConfigureAwait(false);
        var verification = await DataVerification.RunAsync(new VerificationRequest { SourceConnectionString = scratch.ConnectionString, TargetFile = file }, cancellationToken).ConfigureAwait(false);
        return report with { Back = back, BackVerification = verification };
    }

    private static SourceAddress Scratch(string address) => SourceAddress.Parse(address, "scratch server");

    private static void Tell(RehearsalRequest request, DataCopyPhase phase, Stopwatch clock) =>
        request.Progress?.Report(new DataCopyProgress(phase, "", 0, 0, 0, 0, 0, 0, clock.Elapsed));
}
