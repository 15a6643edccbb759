using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Audit;

/// <summary>What to verify.</summary>
/// <param name="Newest">Only this many of the newest rows, behind the hash of the row before them; null for all.</param>
/// <param name="Head">An end of the chain noted earlier, as <see cref="AuditChainReport.Head"/> says it: the chain must still go through it.</param>
public sealed record AuditVerificationRequest(int? Newest = null, string? Head = null);

/// <summary>The first row that is not as it was written.</summary>
/// <param name="Id">Its number in the audit; the first missing one for rows that are gone.</param>
/// <param name="Problem">What is wrong with it, for people.</param>
public sealed record AuditBreak(long Id, string Problem);

/// <summary>How the chain of a tenant's audit stands.</summary>
/// <param name="Rows">Rows whose hash was computed anew.</param>
/// <param name="Older">Rows from before there was a chain; nothing can be said of them. Counted only when all were verified.</param>
/// <param name="Head">Number and hash of the last row, "12:AB…"; note it elsewhere to notice later that rows were cut off. null while there is none.</param>
/// <param name="Break">null when every row is as it was written.</param>
/// <param name="CheckedAt">UTC.</param>
public sealed record AuditChainReport(string Tenant, bool Ok, bool Complete, long Rows, long Older, string? Head, AuditBreak? Break, DateTime CheckedAt);

/// <summary>Recomputes the hashes of the audit's chain. Reads only, one row at a time.</summary>
public sealed class AuditVerification(TenantDatabases databases, TimeProvider time)
{
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    /// <exception cref="ArgumentException">The noted head is not one.</exception>
    public async Task<AuditChainReport> VerifyAsync(TenantAccess access, AuditVerificationRequest request, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        var noted = request.Head is null ? ((long Id, byte[] Hash)?)null : Parse(request.Head);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var last = await context.AuditEntries.MaxAsync(row => (long?)row.Id, cancellationToken).ConfigureAwait(false) ?? 0;
        // The row before the first to be verified is read for its hash alone.
        var from = request.Newest is { } newest ? Math.Max(0, last - newest) : 0;
        var link = new Link();
        await foreach (var row in context.AuditEntries.Where(row => row.Id >= from).OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            link.Take(row, given: from > 0 && row.Id == from);
            if (link.Break is not null)
                break;
        }
        var broken = link.Break;
        if (broken is null && noted is { } head && !await StandsAsync(context, head, cancellationToken).ConfigureAwait(false))
            broken = new AuditBreak(head.Id, $"row {head.Id} is not there with the hash that was noted: rows were cut off, or the chain was written anew");
        return new AuditChainReport(access.Slug, broken is null, from == 0, link.Rows, link.Older, link.Head, broken, time.GetUtcNow().UtcDateTime);
    }

    private static Task<bool> StandsAsync(TenantContext context, (long Id, byte[] Hash) head, CancellationToken cancellationToken) =>
        context.AuditEntries.AnyAsync(row => row.Id == head.Id && row.Hash == head.Hash, cancellationToken);

    private static (long Id, byte[] Hash) Parse(string head)
    {
        var parts = head.Trim().Split(':');
        if (parts.Length == 2 && long.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var id) && parts[1].Length == AuditSeal.Length * 2 && parts[1].All(char.IsAsciiHexDigit))
            return (id, Convert.FromHexString(parts[1]));
        throw new ArgumentException($"\"{head}\" is no end of a chain. Give the number and the hash as `audit verify` printed them: 12:AB…");
    }

    /// <summary>Goes from row to row.</summary>
    private sealed class Link
    {
        private readonly AuditSeal seal = new();
        private (long Id, byte[] Hash)? before;

        public long Rows { get; private set; }

        public long Older { get; private set; }

        public AuditBreak? Break { get; private set; }

        public string? Head => before is { } last ? $"{last.Id}:{Convert.ToHexString(last.Hash)}" : null;

        public void Take(AuditEntry row, bool given)
        {
            if (row.Hash is not { } hash)
            {
                if (before is null)
                    Older++;
                else
                    Break = new AuditBreak(row.Id, "it carries no hash, though rows before it do: it was not written by AdminApp");
                return;
            }
            if (!given)
            {
                Judge(row, hash);
                Rows++;
            }
            before = (row.Id, hash);
        }

        private void Judge(AuditEntry row, byte[] hash)
        {
            if (before is { } last && row.Id != last.Id + 1)
                Break = new AuditBreak(last.Id + 1, row.Id == last.Id + 2 ? "it is missing" : $"rows {last.Id + 1} to {row.Id - 1} are missing");
            else if (!seal.Of(before?.Hash ?? AuditSeal.Genesis, row).AsSpan().SequenceEqual(hash))
                Break = new AuditBreak(row.Id, before is null ? "its content is not what was written, or rows before it are missing" : "its content is not what was written");
        }
    }
}
