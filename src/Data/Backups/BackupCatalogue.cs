using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Backups;

/// <summary>
/// The catalogue in the central database: finds backups and remembers what was proven of them. The manifests are the truth; a
/// row that was never written (the process died just then) is written at the next occasion.
/// </summary>
public sealed class BackupCatalogue(CentralDatabase central, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    internal Task AddAsync(BackupManifest manifest, CancellationToken cancellationToken) => ChangeAsync(manifest, _ => { }, cancellationToken);

    internal Task VerifiedAsync(BackupManifest manifest, bool ok, CancellationToken cancellationToken) =>
        ChangeAsync(manifest, row => (row.VerifiedAt, row.VerifiedOk) = (Now, ok), cancellationToken);

    internal Task TestedAsync(BackupManifest manifest, string? problem, CancellationToken cancellationToken) =>
        ChangeAsync(manifest, row => (row.TestedAt, row.TestProblem) = (Now, problem), cancellationToken);

    internal Task CopiedAsync(BackupManifest manifest, string? problem, CancellationToken cancellationToken) => ChangeAsync(manifest, row =>
    {
        row.CopiedAt = problem is null ? Now : row.CopiedAt;
        row.CopyProblem = problem;
    }, cancellationToken);

    internal Task ForgetAsync(string file, CancellationToken cancellationToken) => central.WriteAsync(
        context => context.Backups.Where(b => b.File == file).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>By file name.</summary>
    internal async Task<Dictionary<string, BackupRecord>> RowsAsync(CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await context.Backups.ToDictionaryAsync(b => b.File, cancellationToken).ConfigureAwait(false);
    }

    private Task ChangeAsync(BackupManifest manifest, Action<BackupRecord> change, CancellationToken cancellationToken) =>
        central.WriteAsync(async context =>
        {
            var row = await context.Backups.SingleOrDefaultAsync(b => b.File == manifest.File, cancellationToken).ConfigureAwait(false);
            if (row is null)
                context.Backups.Add(row = Row(manifest));
            change(row);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

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
