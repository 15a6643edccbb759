using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Backups;

/// <summary>
/// The catalogue in the central database: finds backups and remembers verifications. The manifests are the truth; a row that
/// was never written (the process died just then) is written at the next verification.
/// </summary>
public sealed class BackupCatalogue(CentralDatabase central, TimeProvider time)
{
    internal Task AddAsync(BackupManifest manifest, CancellationToken cancellationToken) =>
        central.WriteAsync(async context =>
        {
            context.Backups.Add(Row(manifest));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    internal Task VerifiedAsync(BackupManifest manifest, bool ok, CancellationToken cancellationToken) =>
        central.WriteAsync(async context =>
        {
            var row = await context.Backups.SingleOrDefaultAsync(b => b.File == manifest.File, cancellationToken).ConfigureAwait(false);
            if (row is null)
                context.Backups.Add(row = Row(manifest));
            row.VerifiedAt = time.GetUtcNow().UtcDateTime;
            row.VerifiedOk = ok;
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>By file name.</summary>
    internal async Task<Dictionary<string, BackupRecord>> VerificationsAsync(CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.Backups.Where(b => b.VerifiedAt != null)
            .ToDictionaryAsync(b => b.File, cancellationToken).ConfigureAwait(false);
    }

    private static BackupRecord Row(BackupManifest manifest) => new()
    {
        Database = manifest.Database,
        File = manifest.File,
        Reason = manifest.Reason,
        Sha256 = manifest.Sha256,
        Bytes = manifest.Bytes,
        CreatedAt = manifest.CreatedAt,
        CreatedBy = manifest.CreatedBy,
    };
}
