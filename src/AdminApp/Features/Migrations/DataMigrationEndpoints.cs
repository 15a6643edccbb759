using System.ComponentModel;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.Tenants;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Migrations;

/// <summary>Plan, start, follow and cancel data migrations: what the page does, for programs.</summary>
internal static class DataMigrationEndpoints
{
    private const string Root = "/api/data-migrations";
    private const int DefaultLimit = 50;
    private const int MostListed = 1000;

    public static void MapDataMigrations(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Root).WithTags("data migrations").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync);
        all.MapGet("", ListAsync).WithName("list_data_migrations").WithSummary("List runs, newest first").Demands(Permission.Read).ProducesFault(StatusCodes.Status422UnprocessableEntity);
        all.MapPost("", CopyAsync).WithName("start_data_migration").WithSummary("Copy a PostgreSQL database into a tenant").Takes<DataCopyBody>().Demands(Permission.Migrate)
            .WithDescription("Answers when the run has begun; it goes on whether anybody looks or not. The source is kept nowhere.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("/plan", PlanAsync).WithName("plan_data_migration").WithSummary("Tell what a copy would do, meet and take").Takes<DataPlanBody>().Demands(Permission.Migrate)
            .WithDescription("Reads the source and writes nothing. Same object as data plan --json.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("/verify", VerifyAsync).WithName("verify_data_migration").WithSummary("Compare a tenant with the database it was copied from").Takes<DataVerifyBody>().Demands(Permission.Migrate)
            .WithDescription("Every value of every row, as a run like a copy. Changes neither side.")
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("/rehearse", RehearseAsync).WithName("rehearse_data_migration").WithSummary("Rehearse a copy into scratch places, and tell the downtime to expect").Takes<DataRehearsalBody>().Demands(Permission.Migrate)
            .WithDescription("Plan, copy, verification and, with a scratch server, the way back, as a run like a copy. Nothing live is touched. Its report is the object of data rehearse --json.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        var one = all.MapGroup("/{id}").ProducesFault(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("get_data_migration").WithSummary("Show a run: how far it is, or its report").Demands(Permission.Read);
        one.MapPost("/cancel", CancelAsync).WithName("cancel_data_migration").WithSummary("End a run; the tenant stays as it was").Demands(Permission.Migrate)
            .WithDescription("What a copy loaded so far is kept beside the tenant, for one with resume.")
            .ProducesFault(StatusCodes.Status409Conflict);
    }

    /// <summary>The report as a file for the browser.</summary>
    public static void MapRunReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/migrations/runs/{id:long}/report.json", DownloadAsync).RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();

    private static async Task<Ok<IReadOnlyList<DataMigrationResponse>>> ListAsync(
        DataMigrationJournal journal, DataMigrationJobs jobs, VisibleDatabases visible,
        [Description("Only runs of this tenant.")] string? slug,
        [Description("1 to 1000; default 50.")] string? limit,
        CancellationToken cancellationToken)
    {
        var most = ApiText.QueryNumber(limit, "limit", 1, MostListed) ?? DefaultLimit;
        var mine = await visible.FilterAsync(cancellationToken);
        var runs = (await journal.ListAsync(string.IsNullOrEmpty(slug) ? null : slug, MostListed, cancellationToken)).Where(run => mine(run.TenantSlug)).Take(most);
        return TypedResults.Ok<IReadOnlyList<DataMigrationResponse>>([.. runs.Select(run => DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: false))]);
    }

    private static async Task<Ok<DataMigrationResponse>> GetAsync(DataMigrationJournal journal, DataMigrationJobs jobs, VisibleDatabases visible, string id, CancellationToken cancellationToken)
    {
        var run = await FindAsync(journal, visible, id, cancellationToken);
        return TypedResults.Ok(DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: true));
    }

    private static async Task<Ok<MigrationPlan>> PlanAsync(AccessProvider access, HttpRequest request, CancellationToken cancellationToken)
    {
        (await access.ActorAsync(cancellationToken)).Demand(Permission.Migrate);
        var body = await ApiBody.ReadAsync(request);
        var source = SourceOf(body);
        body.AllowOnly("source");
        body.Refuse();
        return TypedResults.Ok(await DataPlan.MakeAsync(new DataPlanRequest(source, [], []) { Mode = DataCopyMode.Model }, cancellationToken));
    }

    private static async Task<Accepted<DataMigrationResponse>> CopyAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request);
        var copy = new TenantCopyRequest(SlugOf(body, out var source), source, body.OptionalText("name"), FlagOf(body, "replace"), FlagOf(body, "allow_unmapped")) { Resume = FlagOf(body, "resume") };
        body.AllowOnly("source", "slug", "name", "replace", "allow_unmapped", "resume");
        body.Refuse();
        return await AcceptedAsync(journal, await jobs.CopyAsync(await access.ActorAsync(cancellationToken), copy));
    }

    private static async Task<Accepted<DataMigrationResponse>> VerifyAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request);
        var verification = new TenantVerificationRequest(SlugOf(body, out var source), source);
        body.AllowOnly("source", "slug");
        body.Refuse();
        return await AcceptedAsync(journal, await jobs.VerifyAsync(await access.ActorAsync(cancellationToken), verification));
    }

    private static async Task<Accepted<DataMigrationResponse>> RehearseAsync(AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request);
        var rehearsal = new TenantRehearsalRequest(SlugOf(body, out var source), source, body.OptionalText("scratch")?.Trim(), FlagOf(body, "allow_unmapped"));
        if (DataCopyModelValidator.ScratchFault(rehearsal.Scratch) is { } fault)
            body.Fault(ApiFault.Value(fault, null, body.At("scratch")));
        body.AllowOnly("source", "slug", "scratch", "allow_unmapped");
        body.Refuse();
        return await AcceptedAsync(journal, await jobs.RehearseAsync(await access.ActorAsync(cancellationToken), rehearsal));
    }

    private static async Task<Accepted<DataMigrationResponse>> CancelAsync(
        AccessProvider access, DataMigrationJobs jobs, DataMigrationJournal journal, VisibleDatabases visible, string id, CancellationToken cancellationToken)
    {
        var run = await FindAsync(journal, visible, id, cancellationToken);
        if (!jobs.Cancel(await access.ActorAsync(cancellationToken), run.Id))
            throw new ApiRefusedException(StatusCodes.Status409Conflict, $"Run {run.Id} is not on its way here. Its state is {run.State}.");
        return TypedResults.Accepted(Location(run.Id), DataMigrationResponse.Of(run, jobs.Find(run.Id), withReport: false));
    }

    private static async Task<IResult> DownloadAsync(DataMigrationJournal journal, VisibleDatabases visible, long id, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var run = await journal.FindAsync(id, cancellationToken);
        return run?.Report is { } report && mine(run.TenantSlug)
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(report), "application/json; charset=utf-8", $"{run.Kind}-{run.TenantSlug}-{run.Id}.json")
            : TypedResults.NotFound();
    }

    private static async Task<DataMigrationRun> FindAsync(DataMigrationJournal journal, VisibleDatabases visible, string id, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var run = await journal.FindAsync(ApiText.PathId(id, "id"), cancellationToken);
        return run is not null && mine(run.TenantSlug) ? run : throw new ApiRefusedException(StatusCodes.Status404NotFound, "Run not found");
    }

    private static async Task<Accepted<DataMigrationResponse>> AcceptedAsync(DataMigrationJournal journal, DataMigrationJob job)
    {
        var run = await journal.FindAsync(job.RunId, CancellationToken.None);
        return TypedResults.Accepted(Location(job.RunId), DataMigrationResponse.Of(run!, job, withReport: false));
    }

    private static string Location(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Root}/{id}");

    private static bool FlagOf(ApiBody body, string name) => body.Has(name) && body.Flag(name) == true;

    private static string SlugOf(ApiBody body, out string source)
    {
        source = SourceOf(body);
        var slug = body.RequiredText("slug").Trim();
        if (body.Has("slug") && TenantSlug.Fault(slug) is { } fault)
            body.Fault(ApiFault.Value(fault, slug, body.At("slug")));
        return slug;
    }

    // A fault of the source never says what was sent: it may have a password in it.
    private static string SourceOf(ApiBody body)
    {
        if (!body.Has("source"))
        {
            body.Fault(ApiFault.Missing(null, body.At("source")));
            return "";
        }
        var source = body.RequiredText("source").Trim();
        if (DataCopyModelValidator.SourceFault(source) is { } fault)
            body.Fault(ApiFault.Value(fault, null, body.At("source")));
        return source;
    }
}
