using System.Globalization;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Streaming;
using AdminApp.Data.Tenants;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Looks at everything a cutover needs before it changes anything. Nobody is disturbed.</summary>
internal sealed class CutoverChecks(CutoverServices services, TenantStreams streams, Actor actor, CutoverRequest request)
{
    // A copy needs its file, its sorts and what SQLite writes ahead.
    private const double FileToDisk = 1.3;
    private const long LeastFree = 256 << 20;

    private readonly List<CutoverCheck> checks = [];

    /// <summary>What was found, and what is known of the downtime.</summary>
    public async Task<CutoverReport> RunAsync(CutoverReport report, CancellationToken cancellationToken)
    {
        var tenant = await services.Registry.FindAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        if (!Place(tenant))
            return report with { Checks = checks };
        var source = services.Connections.Read(tenant);
        report = report with { Source = DataCopy.DescribeSource(source) };
        if (!await SchemaAsync(cancellationToken).ConfigureAwait(false) || !await ServerAsync(tenant, cancellationToken).ConfigureAwait(false))
            return report with { Checks = checks };
        await BackupAsync(cancellationToken).ConfigureAwait(false);
        if (request.WithoutStream)
            report = await CopyAsync(report, source, cancellationToken).ConfigureAwait(false);
        else
            await StreamAsync(cancellationToken).ConfigureAwait(false);
        return report with { Checks = checks };
    }

    /// <exception cref="DataMigrationException">Something stands in the way; all of it is named.</exception>
    public static void Require(CutoverReport report)
    {
        var blocking = report.Checks.Where(check => check.Outcome == CutoverCheckOutcome.Blocks).ToArray();
        if (blocking.Length > 0)
            throw new DataMigrationException($"The cutover cannot begin. {string.Join(" ", blocking.Select(check => check.Detail))} Nothing was changed.");
    }

    /// <summary>One line for the journal.</summary>
    public static string Summary(CutoverReport report)
    {
        var warnings = report.Checks.Count(check => check.Outcome == CutoverCheckOutcome.Warning);
        return $"{report.Checks.Count - warnings} checks passed, {warnings} warned.";
    }

    private bool Place(TenantInfo tenant)
    {
        if (tenant.Provider != TenantProvider.PostgreSql)
            return Block("tenant", "It lives on SQLite already. There is nothing to cut over.");
        if (tenant.Connection is null)
            return Block("tenant", "It has no PostgreSQL connection. Give it one with `tenant connect`.");
        if (tenant.State == TenantState.Frozen)
            return Block("tenant", $"It is frozen already, by somebody or something else. Release it with `tenant unfreeze {tenant.Slug}` when nothing moves it.");
        if (tenant.State != TenantState.Active)
            return Block("tenant", $"It is {tenant.State.ToString().ToLowerInvariant()}. Only an active tenant is cut over.");
        return Pass("tenant", "It is active and lives on PostgreSQL.");
    }

    private async Task<bool> SchemaAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await services.Databases.ReadAsync(request.Slug, cancellationToken).ConfigureAwait(false);
            return Pass("connection", "The server answers, and the schema is this application's.");
        }
        catch (Exception fault) when (fault is TenantUnavailableException or SchemaMigrationPendingException)
        {
            return Block("connection", fault.Message);
        }
    }

    private async Task<bool> ServerAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await using var connection = await services.ConnectAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection))
        {
            if ((bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!)
                return Block("source", "The server is a standby. Connect the tenant to the primary (tenant connect).");
        }
        if (await SourceFence.StandingAsync(connection, cancellationToken).ConfigureAwait(false) is { } standing)
            return Block("source", $"It refuses writes already: {standing}.");
        var plan = await FencePlan.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
        if (plan.Complete)
            return Pass("source", $"All {plan.Tables.Count} tables can be kept from being written to.");
        var open = $"The source cannot be kept from being written to by others than this application: {string.Join("; ", plan.Open.Take(5))}{(plan.Open.Count > 5 ? $"; and {plan.Open.Count - 5} more" : "")}.";
        return request.AllowUnfenced
            ? Warn("source", $"{open} Whoever else writes there loses it; stop them yourself.")
            : Block("source", $"{open} Connect as the tables' owner, or stop the other writers yourself and allow it (--allow-unfenced).");
    }

    private async Task BackupAsync(CancellationToken cancellationToken)
    {
        var newest = await services.Backups.NewestAsync(actor, request.Slug, cancellationToken).ConfigureAwait(false);
        Warn("backup", "The source is not backed up by this application. Have a fresh pg_dump or base backup; the cutover leaves the source as it is, beside its fence."
            + (newest is null ? "" : string.Create(CultureInfo.InvariantCulture, $" The newest backup of an earlier file of this tenant is {newest.Backup.File}.")));
    }

    private async Task<CutoverReport> CopyAsync(CutoverReport report, string source, CancellationToken cancellationToken)
    {
        var plan = await DataPlan.MakeAsync(new DataPlanRequest(source, [], []) { Mode = DataCopyMode.Model }, cancellationToken).ConfigureAwait(false);
        var blocking = plan.Findings.Where(finding => finding.Severity == PlanSeverity.Blocks && !(request.AllowUnmapped && finding.Code is "table-kept" or "column-kept")).ToArray();
        if (blocking.Length > 0)
            Block("plan", $"{blocking.Length} findings block a copy, the first: {blocking[0].Object}: {blocking[0].Message}. `data plan` lists them.");
        else
            Pass("plan", string.Create(CultureInfo.InvariantCulture, $"{plan.Rows:N0} rows in {plan.Tables.Count} tables; nothing blocks a copy."));
        Disk((long)(plan.PredictedBytes * FileToDisk));
        return report with { PredictedDowntimeSeconds = Math.Ceiling(plan.PredictedSeconds + 1) };
    }

    private async Task StreamAsync(CancellationToken cancellationToken)
    {
        var state = await streams.StateAsync(request.Slug, cancellationToken).ConfigureAwait(false);
        if (state is null)
            Block("stream", $"No stream runs. Start one (data stream --tenant {request.Slug}) and cut over when its copy is done, or copy under the freeze (--without-stream).");
        else if (state.Phase == StreamPhase.Faulted)
            Block("stream", $"The stream met a fault: {state.Fault}");
        else if (state.Phase == StreamPhase.Copying)
            Block("stream", "The stream's first copy is under way. Cut over when it is done.");
        else if (state.LagBytes is { } lag)
            Pass("stream", $"The stream is {lag >> 10:N0} KB{(state.LagSeconds is { } seconds ? $" and {seconds:N1} s" : "")} behind; that is caught up before the freeze.");
        else
            Warn("stream", "The stream does not run just now, or its source did not say how far it is; it is brought near the source before the freeze.");
        Disk(0);
    }

    private void Disk(long needed)
    {
        needed += LeastFree;
        if (DiskSpace.FreeAt(services.Locations.Tenants) is not { } free)
            Warn("disk", "How much room is free cannot be told.");
        else if (free < needed)
            Block("disk", $"{needed >> 20:N0} MB are needed in {services.Locations.Tenants}, {free >> 20:N0} MB are free. Make room.");
        else
            Pass("disk", $"{free >> 20:N0} MB are free, {needed >> 20:N0} MB are needed.");
    }

    private bool Pass(string name, string detail) => Add(name, CutoverCheckOutcome.Passed, detail);

    private bool Warn(string name, string detail) => Add(name, CutoverCheckOutcome.Warning, detail);

    private bool Block(string name, string detail) => Add(name, CutoverCheckOutcome.Blocks, detail);

    private bool Add(string name, CutoverCheckOutcome outcome, string detail)
    {
        checks.Add(new CutoverCheck(name, outcome, detail));
        return outcome != CutoverCheckOutcome.Blocks;
    }
}
