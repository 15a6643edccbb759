using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.Tenants;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>What the endpoints of streams, cutovers and fallbacks have in common.</summary>
internal static class MoveRequests
{
    private const int LongestReason = 500;
    private const int MostListed = 1000;

    /// <exception cref="UnknownTenantException">No tenant can be called so.</exception>
    public static void RequireSlug(string slug)
    {
        if (TenantSlug.Fault(slug) is not null)
            throw new UnknownTenantException(slug);
    }

    /// <summary>False where it is left out.</summary>
    public static bool Flag(ApiBody body, string name) => body.Has(name) && body.Flag(name) == true;

    /// <summary>Null where it is left out or empty.</summary>
    public static string? Reason(ApiBody body)
    {
        var reason = body.OptionalText("reason")?.Trim();
        if (reason is { Length: > LongestReason })
            body.Fault(ApiFault.Value($"A reason has at most {LongestReason} characters", null, body.At("reason")));
        return string.IsNullOrEmpty(reason) ? null : reason;
    }

    /// <param name="slug">The tenant.</param>
    /// <param name="kind">Of the run: "cutover" or "fallback", also the last part but one of its address.</param>
    public static string AddressOf(string slug, string kind) => $"/api/data-migrations/{kind}/{slug}";

    /// <summary>The tenant's newest run of a kind, for whoever may see the tenant.</summary>
    /// <exception cref="ApiRefusedException">There is none.</exception>
    public static async Task<DataMigrationRun> NewestAsync(DataMigrationJournal journal, VisibleDatabases visible, string slug, string kind, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var runs = mine(slug) ? await journal.ListAsync(slug, MostListed, cancellationToken) : [];
        return runs.FirstOrDefault(run => run.Kind == kind)
            ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, $"{char.ToUpperInvariant(kind[0])}{kind[1..]} not found");
    }

    /// <summary>What was started, as it stands when it has begun.</summary>
    public static async Task<Accepted<DataMigrationResponse>> StartedAsync(DataMigrationJournal journal, DataMigrationJob job, string slug, string kind)
    {
        var run = await journal.FindAsync(job.RunId, CancellationToken.None);
        return TypedResults.Accepted(AddressOf(slug, kind), DataMigrationResponse.Of(run!, job, withReport: false));
    }

    /// <summary>Asks the newest run of a kind to end.</summary>
    /// <exception cref="ApiRefusedException">There is none, or it is not on its way here.</exception>
    public static async Task<Accepted<DataMigrationResponse>> CancelAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, VisibleDatabases visible, string slug, string kind, CancellationToken cancellationToken)
    {
        var run = await NewestAsync(journal, visible, slug, kind, cancellationToken);
        if (!jobs.Cancel(await access.ActorAsync(cancellationToken), run.Id))
            throw new ApiRefusedException(StatusCodes.Status409Conflict, $"The {kind} of {slug} is not on its way here. Its state is {run.State}.");
        return TypedResults.Accepted(AddressOf(slug, kind), DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: false));
    }
}
