using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.People;

/// <summary>Bearer tokens of the API: random, opaque, with an expiry; only the SHA-256 is kept.</summary>
public sealed class ApiTokens(CentralDatabase central, PeopleDirectory directory, TimeProvider time)
{
    /// <summary>Lets secret scanners recognise a leaked token.</summary>
    public const string Prefix = "aa_";

    /// <summary>Last use is kept this coarsely: a write per request would be paid by everybody.</summary>
    private static readonly TimeSpan UseGranularity = TimeSpan.FromMinutes(5);

    /// <returns>The token, to be handed over now: it cannot be had again.</returns>
    public async Task<string> IssueAsync(string userId, string name, TimeSpan life, CancellationToken cancellationToken)
    {
        var token = Secrets.New(Prefix);
        var now = time.GetUtcNow().UtcDateTime;
        await central.WriteAsync(async context =>
        {
            // Dead tokens of this person's logins serve nobody; this keeps the table as small as the number of live ones.
            await context.ApiTokens.Where(t => t.UserId == userId && t.Scopes == null && t.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            context.ApiTokens.Add(new ApiToken { UserId = userId, Name = name, TokenHash = Secrets.Hash(token), CreatedAt = now, ExpiresAt = now + life });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <returns>Whose token it is, limited by its scope; null when it is unknown, expired or revoked, or the person is disabled.</returns>
    public async Task<Person?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = Secrets.Hash(token);
        var now = time.GetUtcNow().UtcDateTime;
        ApiToken? found;
        await using (var context = central.Read())
            found = await context.ApiTokens.SingleOrDefaultAsync(t => t.TokenHash == hash && t.RevokedAt == null && t.ExpiresAt > now, cancellationToken).ConfigureAwait(false);
        if (found is null || await directory.FindAsync(found.UserId, cancellationToken).ConfigureAwait(false) is not { IsDisabled: false } person)
            return null;
        if (found.LastUsedAt is null || now - found.LastUsedAt > UseGranularity)
            await NoteUseAsync(found.Id, now, cancellationToken).ConfigureAwait(false);
        return found.Scopes is null ? person : person with { Scope = new TokenScope(found.Name, found.Scopes.Split(' '), found.TenantId) };
    }

    /// <summary>Ends every token of a person; to be called inside a write transaction.</summary>
    internal static Task RevokeAllAsync(CentralContext context, string userId, DateTime now, CancellationToken cancellationToken) =>
        context.ApiTokens.Where(t => t.UserId == userId && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), cancellationToken);

    private async Task NoteUseAsync(long id, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            await central.WriteAsync(context => context.ApiTokens.Where(t => t.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseBusyException)
        {
            // A request that only reads must not fail because its time of use could not be noted.
        }
    }
}
