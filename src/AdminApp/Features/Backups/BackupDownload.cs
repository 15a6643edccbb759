using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Backups;
using AdminApp.Features.Operations;

namespace AdminApp.Features.Backups;

/// <summary>Hands a backup's file out, to a browser and to a program.</summary>
internal static class BackupDownload
{
    public static void MapBackupDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/backups/{file}/content", SendToBrowserAsync).RequireAuthorization(nameof(Permission.ManageBackups)).ExcludeFromDescription();

    public static string PathOf(string file) => $"/backups/{file}/content";

    /// <exception cref="ApiRefusedException">404: there is none of that name that the caller may see.</exception>
    public static async Task<BackupInfo> FindAsync(AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, string file, CancellationToken cancellationToken) =>
        await TryFindAsync(access, backups, visible, file, cancellationToken) ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "Backup not found");

    /// <summary>Streams the file; a later part of a download that was written down already is not written down again.</summary>
    public static async Task<IResult> SendAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, HttpContext context, string file, CancellationToken cancellationToken)
    {
        var backup = await FindAsync(access, backups, visible, file, cancellationToken);
        var range = context.Request.GetTypedHeaders().Range;
        var goesOn = range is { Ranges.Count: 1 } && range.Ranges.First().From > 0;
        var path = await backups.DownloadAsync(await access.ActorAsync(cancellationToken), backup.File, goesOn ? null : "download", cancellationToken);
        return TypedResults.PhysicalFile(path, "application/vnd.sqlite3", backup.File, lastModified: backup.CreatedAt, enableRangeProcessing: true);
    }

    private static async Task<IResult> SendToBrowserAsync(
        AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, HttpContext context, string file, CancellationToken cancellationToken) =>
        await TryFindAsync(access, backups, visible, file, cancellationToken) is null ? TypedResults.NotFound() : await SendAsync(access, backups, visible, context, file, cancellationToken);

    private static async Task<BackupInfo?> TryFindAsync(AccessProvider access, DatabaseBackups backups, VisibleDatabases visible, string file, CancellationToken cancellationToken)
    {
        var mine = await visible.FilterAsync(cancellationToken);
        var listed = await backups.ListAsync(await access.ActorAsync(cancellationToken), null, cancellationToken);
        return listed.FirstOrDefault(backup => backup.File == file && backup.Database.Length > 0 && mine(backup.Database));
    }
}
