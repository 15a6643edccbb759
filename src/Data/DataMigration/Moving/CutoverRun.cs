using System.Diagnostics;
using AdminApp.Data.Access;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>
/// One cutover, step by step. Until the registry row is switched every end leads back: the fence is lifted, the source serves
/// again, a stream goes on. From the switch on every end leads forward. The journal has each step before it begins, so that
/// whoever starts next knows which.
/// </summary>
internal sealed class CutoverRun(CutoverServices services, TenantStreams streams, Actor actor, CutoverRequest request, long id, IProgress<CutoverProgress>? progress) : IDisposable
{
    private readonly Stopwatch frozen = new();
    private readonly List<CutoverStepReport> steps = [];
    private TenantInfo tenant = null!;
    private CutoverProof? proof;

    /// <summary>As far as it is; kept in the journal.</summary>
    public CutoverReport Report { get; private set; } = new() { Tenant = request.Slug, Way = request.WithoutStream ? CutoverWay.Copied : CutoverWay.Streamed, Reason = request.Reason };

    /// <summary>The registry row says that the tenant lives in its file.</summary>
    public bool Switched { get; private set; }

    private string Target => services.Locations.Tenant(request.Slug);

    private string Source => services.Connections.Read(tenant);

    /// <summary>Everything up to the switch. When it throws, nothing was switched, and <see cref="CutoverUndo"/> leads back.</summary>
    public async Task SwitchAsync(CancellationToken cancellationToken)
    {
        tenant = await services.Registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        await StepAsync(CutoverStep.Check, () => CheckAsync(cancellationToken)).ConfigureAwait(false);
        if (!request.WithoutStream)
        {
            await StepAsync(CutoverStep.CatchUp, () => CatchUpAsync(cancellationToken)).ConfigureAwait(false);
            await StepAsync(CutoverStep.Compare, () => CompareAsync(cancellationToken)).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        await StepAsync(CutoverStep.Freeze, () => FreezeAsync(cancellationToken)).ConfigureAwait(false);
        await StepAsync(CutoverStep.Fence, () => FenceAsync(cancellationToken)).ConfigureAwait(false);
        if (request.WithoutStream)
            await StepAsync(CutoverStep.Copy, () => CopyAsync(cancellationToken)).ConfigureAwait(false);
        else
            await StepAsync(CutoverStep.Drain, () => DrainAsync(cancellationToken)).ConfigureAwait(false);
        await StepAsync(CutoverStep.Sequences, () => SetSequencesAsync(cancellationToken)).ConfigureAwait(false);
        await StepAsync(CutoverStep.Verify, () => VerifyAsync(cancellationToken)).ConfigureAwait(false);
        await StepAsync(CutoverStep.ChangeLog, () => LogChangesAsync(cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await StepAsync(CutoverStep.Switch, SwitchRowAsync).ConfigureAwait(false);
    }

    /// <summary>What is left behind the switch; can be done again.</summary>
    public Task FinishAsync() => StepAsync(CutoverStep.Finish, () => new CutoverFinish(services, streams).RunAsync(actor, id, Report));

    public void Dispose() => CloseProof();

    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        Report = await new CutoverChecks(services, streams, actor, request).RunAsync(Report, cancellationToken).ConfigureAwait(false);
        CutoverChecks.Require(Report);
        if (request.Confirm(Report) is { } refused)
            throw new DataMigrationException($"{refused} Nothing was changed.");
        return CutoverChecks.Summary(Report);
    }

    // What is applied now need not be applied while nobody can write.
    private async Task<string?> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (await streams.StateAsync(request.Slug, cancellationToken).ConfigureAwait(false) is { IsActive: false })
            await streams.StartAsync(actor, request.Slug, cancellationToken).ConfigureAwait(false);
        await streams.WaitUntilStreamingAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        var drained = await streams.DrainAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        return $"Applied up to {drained.Position}.";
    }

    private async Task<string?> CompareAsync(CancellationToken cancellationToken)
    {
        await CutoverTarget.NoteChangesAsync(Target, cancellationToken).ConfigureAwait(false);
        proof = await OwnThread.Run(() => CutoverProof.Begin(Source, Target, Comparing(), cancellationToken)).ConfigureAwait(false);
        // What came meanwhile need not be applied while nobody can write.
        await streams.DrainAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        return "Every value of both sides is digested.";
    }

    private async Task<string?> FreezeAsync(CancellationToken cancellationToken)
    {
        frozen.Start();
        Report = Report with { FrozenAt = services.Now };
        await services.Freeze.FreezeAsync(actor, request.Slug, DataMigrationJournal.Cutover, cancellationToken).ConfigureAwait(false);
        return "The application writes no more.";
    }

    private async Task<string?> FenceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await services.ConnectAsync(tenant, cancellationToken).ConfigureAwait(false);
        var plan = await FencePlan.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!plan.Complete && !request.AllowUnfenced)
            throw new DataMigrationException($"The source cannot be kept from being written to: {string.Join("; ", plan.Open.Take(3))}. Connect as the tables' owner, or allow it (--allow-unfenced).");
        await SourceFence.RaiseAsync(connection, plan, request.Slug, request.FencePatience, cancellationToken).ConfigureAwait(false);
        Report = Report with { Fenced = plan.Complete };
        await using var command = new NpgsqlCommand("SELECT pg_current_wal_insert_lsn()::text", connection);
        var position = (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        return plan.Complete
            ? $"{plan.Tables.Count} tables of the source refuse writes, from {position} of its log on."
            : $"{plan.Tables.Count} tables of the source refuse writes, {plan.Open.Count} cannot be made to.";
    }

    private async Task<string?> DrainAsync(CancellationToken cancellationToken)
    {
        var drained = await streams.DrainAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        // Nobody else may write the file from here on; the slot stays, so that the stream could go on.
        await streams.StopAsync(actor, request.Slug, cancellationToken).ConfigureAwait(false);
        return $"Applied up to {drained.Position}.";
    }

    private async Task<string?> CopyAsync(CancellationToken cancellationToken)
    {
        var copy = await DataCopy.RunAsync(new DataCopyRequest
        {
            SourceConnectionString = Source,
            TargetFile = Target,
            Replace = true,
            AllowUnmapped = request.AllowUnmapped,
            BeforeReplacing = () => services.CloseTarget(request.Slug),
            Progress = new Relay<DataCopyProgress>(value => Tell(CopyWords.Of(value), value.Fraction)),
        }, cancellationToken).ConfigureAwait(false);
        Report = Report with { Rows = copy.Rows, Verification = copy.Verification };
        return $"{copy.Rows:N0} rows in {copy.Seconds:N1} s.";
    }

    private async Task<string?> SetSequencesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await services.ConnectAsync(tenant, cancellationToken).ConfigureAwait(false);
        return $"{await CutoverSequences.SetAsync(connection, Target, cancellationToken).ConfigureAwait(false)} sequences.";
    }

    private async Task<string?> VerifyAsync(CancellationToken cancellationToken)
    {
        // A copy under the freeze was compared, every value of it, before its file was put in place.
        var compared = Report.Verification ?? await FinishProofAsync(cancellationToken).ConfigureAwait(false) ?? await Verify.DataVerification.RunAsync(
            new Verify.VerificationRequest { SourceConnectionString = Source, TargetFile = Target, Progress = Comparing() }, cancellationToken).ConfigureAwait(false);
        Report = Report with { Verification = compared, Rows = compared.Tables.Sum(table => table.Rows) };
        return compared.Ok
            ? $"{Report.Rows:N0} rows are equal."
            : throw new DataMigrationException($"Source and target differ, so nothing was switched. {compared.Summary} {FirstDifference(compared)}");
    }

    private async Task<Verify.VerificationReport?> FinishProofAsync(CancellationToken cancellationToken)
    {
        if (proof is null)
            return null;
        try
        {
            return await OwnThread.Run(() => proof.Finish(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or Sqlite.SqliteFileException)
        {
            // The session that held the earlier state may be gone; everything is read again, which needs none.
            return null;
        }
        finally
        {
            CloseProof();
        }
    }

    private Relay<Verify.VerificationProgress> Comparing() =>
        new(value => Tell("Comparing every value", value.RowsExpected > 0 ? (value.SourceRows + value.TargetRows) / (2.0 * value.RowsExpected) : null));

    private void CloseProof()
    {
        proof?.Dispose();
        proof = null;
    }

    private async Task<string?> LogChangesAsync(CancellationToken cancellationToken)
    {
        await CutoverTarget.LogChangesAsync(Target, Source, Report.Verification!, cancellationToken).ConfigureAwait(false);
        return "From now on every change of the target is logged for the way back.";
    }

    private async Task<string?> SwitchRowAsync()
    {
        try
        {
            await services.Registry.SetHomeAsync(actor, request.Slug, TenantProvider.Sqlite, TenantState.Active, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A commit that failed may have happened: the row itself decides.
            services.Registry.Forget();
            if ((await services.Registry.FindAsync(request.Slug, CancellationToken.None).ConfigureAwait(false)).Provider != TenantProvider.Sqlite)
                throw;
        }
        frozen.Stop();
        Switched = true;
        Report = Report with { Ok = true, DowntimeMs = Math.Round(frozen.Elapsed.TotalMilliseconds, 1) };
        return $"The tenant lives in its file; nobody could write for {Report.DowntimeMs:N0} ms.";
    }

    private async Task StepAsync(CutoverStep step, Func<Task<string?>> work)
    {
        var started = Stopwatch.StartNew();
        steps.Add(new CutoverStepReport(step, services.Now, null, null));
        await NoteAsync().ConfigureAwait(false);
        Tell(null, null);
        if (request.OnStep is { } onStep)
            await onStep(step, false).ConfigureAwait(false);
        var detail = await work().ConfigureAwait(false);
        steps[^1] = steps[^1] with { Seconds = Math.Round(started.Elapsed.TotalSeconds, 3), Detail = detail };
        Report = Report with { Steps = [.. steps] };
        if (request.OnStep is { } afterStep)
            await afterStep(step, true).ConfigureAwait(false);
    }

    // Every step costs one write of the journal: the end of one is kept with the beginning of the next.
    private Task NoteAsync()
    {
        Report = Report with { Steps = [.. steps] };
        return services.Journal.NoteAsync(id, Report.ToJson());
    }

    private void Tell(string? doing, double? fraction) => progress?.Report(new CutoverProgress(steps[^1].Step, Report.Steps, doing, fraction, frozen.Elapsed));

    private static string FirstDifference(Verify.VerificationReport report) =>
        report.Tables.SelectMany(table => table.Differences.Select(difference => $"The first: {table.Name}, {difference.Describe()}.")).FirstOrDefault()
        ?? report.Checks.Where(check => !check.Ok).Select(check => $"{check.Name}: {check.Detail}.").FirstOrDefault() ?? "";

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
