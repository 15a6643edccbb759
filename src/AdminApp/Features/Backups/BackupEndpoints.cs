using System.ComponentModel;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Data.Schema;
using AdminApp.Features.Operations;
using AdminApp.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Backups;

/// <summary>Backups for programs: what the page does.</summary>
internal static class BackupEndpoints
{
    private const string Root = "/api/backups";
    private const int MostListed = 1000;
    private const int MaxReason = 500;

    public static void MapBackups(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Root).WithTags("backups").AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync);
        all.MapGet("", ListAsync).WithName("list_backups").WithSummary("List backups, newest first").Demands(Permission.Read).ProducesFault(StatusCodes.Status404NotFound);
        all.MapPost("", CreateAsync).WithName("create_backup").WithSummary("Back up a database while it is in use").Takes<BackupBody>().Demands(Permission.ManageBackups)
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        all.MapPost("/upload", UploadAsync).WithName("upload_backup").WithSummary("Send a database file in; what passes the checks becomes a backup").Demands(Permission.ManageBackups)
            .WithDescription("The body is the file, application/octet-stream. Restoring it is a call of its own.")
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);
        all.MapPost("/prune", PruneAsync).WithName("prune_backups").WithSummary("Delete what no retention rule keeps").Takes<PruneBody>().Demands(Permission.ManageBackups)
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        all.MapGet("/events", EventsAsync).WithName("list_backup_events").WithSummary("Who did what with backups, newest first").Demands(Permission.Read).ProducesFault(StatusCodes.Status422UnprocessableEntity);
        all.MapGet("/jobs/{id}", WorkAsync).WithName("get_backup_work").WithSummary("How far something is, or how it ended").Demands(Permission.ManageBackups).ProducesFault(StatusCodes.Status404NotFound);
        all.MapPost("/jobs/{id}/cancel", CancelAsync).WithName("cancel_backup_work").WithSummary("End it; everything stays as it was").Demands(Permission.ManageBackups)
            .ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        var one = all.MapGroup("/{file}").ProducesFault(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("get_backup").WithSummary("Show a backup").Demands(Permission.Read);
        one.MapGet("/content", BackupDownload.SendAsync).WithName("download_backup").WithSummary("Download a backup's file").Demands(Permission.ManageBackups)
            .WithDescription("Ranges are answered, so that a download can go on where it ended.").Produces(StatusCodes.Status200OK, typeof(Stream), "application/vnd.sqlite3");
        one.MapPost("/verify", VerifyAsync).WithName("verify_backup").WithSummary("Hash, check and digest a backup again").Demands(Permission.ManageBackups);
        one.MapPost("/test", TestAsync).WithName("test_backup").WithSummary("Restore into a scratch file and compare").Demands(Permission.ManageBackups);
        one.MapPost("/preview", PreviewAsync).WithName("preview_restore").WithSummary("Say what a restore would change").Demands(Permission.ManageBackups);
        one.MapPost("/restore", RestoreAsync).WithName("restore_backup").WithSummary("Bring a tenant back to a backup").Takes<RestoreBody>().Demands(Permission.ManageBackups)
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapDelete("", DeleteAsync).WithName("delete_backup").WithSummary("Delete a backup").Demands(Permission.ManageBackups).ProducesFault(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<IReadOnlyList<BackupResponse>>> ListAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, [Description("Only those of this tenant, or of central.")] string? database, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var listed = await backups.ListAsync(await access.ActorAsync(cancellationToken), string.IsNullOrEmpty(database) ? null : database, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BackupResponse>>([.. listed.Where(backup => mine(backup.Database)).Select(BackupResponse.Of)]);
    }

    private static async Task<Ok<BackupResponse>> GetAsync(AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, string file, CancellationToken cancellationToken) =>
        TypedResults.Ok(BackupResponse.Of(await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken)));

    private static async Task<Accepted<BackupWorkResponse>> CreateAsync(AccessProvider access, BackupTasks tasks, ManagedDatabases databases, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request);
        var (name, reason) = (body.RequiredText("database"), ReasonOf(body, required: false));
        body.AllowOnly("database", "reason");
        body.Refuse();
        var database = await databases.FindAsync(name, cancellationToken);
        return Accepted(tasks.Create(await access.ActorAsync(cancellationToken), database.Name, database.Title, reason));
    }

    private static async Task<Created<BackupResponse>> UploadAsync(
        AccessProvider access, BackupUploads uploads, HttpContext context,
        [Description("The tenant it is meant for, or central.")] string? database, [Description("Why, for the audit.")] string? reason, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > uploads.MostBytes)
            throw new ApiRefusedException(StatusCodes.Status413PayloadTooLarge, $"The file is larger than {uploads.MostBytes >> 20} MiB (Backups:MaxUploadMiB).");
        // The service counts what really comes; the framework's own limit is far below a database.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var made = await uploads.ReceiveAsync(await access.ActorAsync(cancellationToken), database ?? "", context.Request.Body, reason, cancellationToken);
        return TypedResults.Created($"{Root}/{made.File}", BackupResponse.Of(made));
    }

    private static async Task<Ok<PruneResult>> PruneAsync(AccessProvider access, BackupPruning pruning, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request);
        var (database, dryRun, reason) = (body.RequiredText("database"), body.Has("dry_run") && body.Flag("dry_run") == true, ReasonOf(body, required: false));
        body.AllowOnly("database", "dry_run", "reason");
        body.Refuse();
        return TypedResults.Ok(await pruning.PruneAsync(await access.ActorAsync(cancellationToken), database, dryRun, reason, cancellationToken));
    }

    private static async Task<Ok<IReadOnlyList<BackupEventResponse>>> EventsAsync(
        AccessProvider access, BackupJournal journal, VisibleDatabases visible,
        [Description("Only those of this tenant, or of central.")] string? database, [Description("1 to 1000; default 100.")] string? limit, CancellationToken cancellationToken)
    {
        var most = ApiText.QueryNumber(limit, "limit", 1, MostListed) ?? 100;
        var mine = await visible.FilterAsync(cancellationToken);
        var listed = await journal.ListAsync(await access.ActorAsync(cancellationToken), string.IsNullOrEmpty(database) ? null : database, MostListed, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BackupEventResponse>>([.. listed.Where(one => mine(one.Database)).Take(most).Select(BackupEventResponse.Of)]);
    }

    private static Ok<BackupWorkResponse> WorkAsync(BackgroundWork work, string id) => TypedResults.Ok(BackupWorkResponse.Of(FindWork(work, id)));

    private static async Task<Accepted<BackupWorkResponse>> CancelAsync(AccessProvider access, BackgroundWork work, string id, CancellationToken cancellationToken)
    {
        var item = FindWork(work, id);
        return work.Cancel(await access.ActorAsync(cancellationToken), item.Id)
            ? Accepted(FindWork(work, id))
            : throw new ApiRefusedException(StatusCodes.Status409Conflict, $"It has ended: {item.Message}");
    }

    private static async Task<Accepted<BackupWorkResponse>> VerifyAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, BackupTasks tasks, string file, CancellationToken cancellationToken)
    {
        var backup = await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken);
        return Accepted(tasks.Verify(await access.ActorAsync(cancellationToken), backup.File));
    }

    private static async Task<Accepted<BackupWorkResponse>> TestAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, BackupTasks tasks, string file, CancellationToken cancellationToken)
    {
        var backup = await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken);
        return Accepted(tasks.Test(await access.ActorAsync(cancellationToken), backup.File));
    }

    private static async Task<Accepted<BackupWorkResponse>> PreviewAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, BackupTasks tasks, string file, CancellationToken cancellationToken)
    {
        var backup = await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken);
        return Accepted(tasks.Compare(await access.ActorAsync(cancellationToken), backup.File));
    }

    private static async Task<Accepted<BackupWorkResponse>> RestoreAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, BackupTasks tasks, HttpRequest request, string file, CancellationToken cancellationToken)
    {
        var backup = await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken);
        var body = await ApiBody.ReadAsync(request);
        var (confirm, reason) = (body.RequiredText("confirm"), ReasonOf(body, required: true));
        if (body.Has("confirm") && confirm != backup.Database)
            body.Fault(ApiFault.Value($"The backup is one of {backup.Database}: confirm with that slug.", confirm, body.At("confirm")));
        body.AllowOnly("confirm", "reason");
        body.Refuse();
        if (backup.Database == ManagedDatabase.Central)
            throw new ApiRefusedException(StatusCodes.Status409Conflict, $"The central database is restored with the application stopped: AdminApp backup restore {file}.");
        return Accepted(tasks.Restore(await access.ActorAsync(cancellationToken), backup.Database, backup.File, backup.Database, reason!));
    }

    private static async Task<NoContent> DeleteAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, BackupPruning pruning, string file, [Description("Why, for the audit.")] string? reason, CancellationToken cancellationToken)
    {
        var backup = await BackupDownload.FindAsync(access, backups, visible, file, cancellationToken);
        await pruning.DeleteAsync(await access.ActorAsync(cancellationToken), backup.File, reason, cancellationToken);
        return TypedResults.NoContent();
    }

    private static WorkItem FindWork(BackgroundWork work, string id) =>
        work.Items.FirstOrDefault(item => item.Id.ToString() == id && item.Key.StartsWith(BackupTasks.Prefix, StringComparison.Ordinal))
        ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "Not found: it ended a while ago, or before the last start.");

    private static string? ReasonOf(ApiBody body, bool required)
    {
        var reason = required ? body.RequiredText("reason") : body.OptionalText("reason");
        if (reason?.Trim().Length > MaxReason)
            body.Fault(ApiFault.TooLong(reason, MaxReason, "body", "reason"));
        if (required && body.Has("reason") && string.IsNullOrWhiteSpace(reason))
            body.Fault(ApiFault.Value("Say why: it goes into the audit.", reason, body.At("reason")));
        return reason;
    }

    private static Accepted<BackupWorkResponse> Accepted(WorkItem item) => TypedResults.Accepted($"{Root}/jobs/{item.Id}", BackupWorkResponse.Of(item));
}
