using System.Globalization;
using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.People;

/// <summary>Makes, lists and revokes the tokens of programs that call the API. Each of it leaves an event.</summary>
public sealed class TokenAdministration(CentralDatabase central, TimeProvider time, ILogger<TokenAdministration> log)
{
    public const int NameLength = 100;

    /// <summary>Longest life of a token, in days.</summary>
    public const int MostDays = 366;

    private const int ReasonLength = 500;

    /// <summary>All named tokens, the newest first; those of logins are not among them.</summary>
    /// <param name="actor">Must hold <see cref="Permission.ManagePeople"/>.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<TokenRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        await using var context = central.Read();
        return await RowsAsync(context, context.ApiTokens.Where(t => t.Scopes != null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was done with tokens, the newest first.</summary>
    public async Task<IReadOnlyList<TokenEvent>> EventsAsync(Actor actor, int most, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        await using var context = central.Read();
        return await context.TokenEvents.OrderByDescending(e => e.Id).Take(most).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The token, to be handed over now: it cannot be had again.</returns>
    /// <exception cref="TokenFaultException">A value is not acceptable; it names the field.</exception>
    public async Task<IssuedToken> CreateAsync(Actor actor, NewToken wanted, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        Require(wanted);
        var secret = Secrets.New(ApiTokens.Prefix);
        var now = time.GetUtcNow().UtcDateTime;
        var row = await central.WriteAsync(async context =>
        {
            var person = await context.Users.SingleOrDefaultAsync(u => u.UserName == wanted.Person, cancellationToken).ConfigureAwait(false)
                ?? throw new TokenFaultException(nameof(NewToken.Person), $"There is nobody with the user name \"{wanted.Person}\". Choose a person of the People page.");
            if (person.IsDisabled)
                throw new TokenFaultException(nameof(NewToken.Person), $"{person.UserName} is disabled. Enable this person first, or choose another.");
            var tenant = await TenantAsync(context, wanted, cancellationToken).ConfigureAwait(false);
            var token = new ApiToken
            {
                UserId = person.Id,
                Name = wanted.Name.Trim(),
                TokenHash = Secrets.Hash(secret),
                CreatedAt = now,
                ExpiresAt = now.AddDays(wanted.Days),
                Scopes = string.Join(' ', TokenScope.All.Select(scope => scope.Word).Where(wanted.Scopes.Contains)),
                TenantId = tenant,
                CreatedBy = actor.Name,
            };
            context.ApiTokens.Add(token);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            var detail = string.Create(CultureInfo.InvariantCulture, $"{token.Scopes}; {wanted.TenantSlug ?? "every tenant"}; until {token.ExpiresAt:yyyy-MM-dd}");
            Note(context, actor, now, "create", token, person.UserName ?? "", detail);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return (await RowsAsync(context, context.ApiTokens.Where(t => t.Id == token.Id), cancellationToken).ConfigureAwait(false)).Single();
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} made the API token {Token} of {Person} with {Scopes}", actor.Name, row.Name, row.Person, row.Scopes);
        return new IssuedToken(row, secret);
    }

    /// <summary>Ends a token at once; one that is revoked already stays so.</summary>
    /// <returns>false when there is no such token.</returns>
    public async Task<bool> RevokeAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        if (reason?.Trim().Length > ReasonLength)
            throw new TokenFaultException("Reason", $"The reason has more than {ReasonLength} characters. Shorten it.");
        var now = time.GetUtcNow().UtcDateTime;
        return await central.WriteAsync(async context =>
        {
            var token = await context.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.Scopes != null, cancellationToken).ConfigureAwait(false);
            if (token is null)
                return false;
            if (token.RevokedAt is not null)
                return true;
            token.RevokedAt = now;
            var person = await context.Users.Where(u => u.Id == token.UserId).Select(u => u.UserName).SingleAsync(cancellationToken).ConfigureAwait(false);
            Note(context, actor, now, "revoke", token, person ?? "", string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            log.LogInformation("{Actor} revoked the API token {Token} of {Person}", actor.Name, token.Name, person);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    private static void Require(NewToken wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Trim().Length > NameLength || wanted.Name.Any(char.IsControl))
            throw new TokenFaultException(nameof(NewToken.Name), $"Give it a name of at most {NameLength} characters, such as the program that uses it.");
        if (wanted.Scopes.Count == 0 || wanted.Scopes.FirstOrDefault(word => TokenScope.All.All(scope => scope.Word != word)) is { } unknown)
            throw new TokenFaultException(nameof(NewToken.Scopes), $"Choose at least one of {string.Join(", ", TokenScope.All.Select(scope => scope.Word))}.");
        if (wanted.Days is < 1 or > MostDays)
            throw new TokenFaultException(nameof(NewToken.Days), $"A token lives 1 to {MostDays} days.");
        if (wanted.TenantSlug is not null && wanted.Scopes.Contains(TokenScope.Admin))
            throw new TokenFaultException(nameof(NewToken.TenantSlug), "What administrators do is not done in one tenant: leave the tenant out, or the scope admin.");
    }

    private static async Task<int?> TenantAsync(CentralContext context, NewToken wanted, CancellationToken cancellationToken)
    {
        if (wanted.TenantSlug is null)
            return null;
        var id = await context.Tenants.Where(t => t.Slug == wanted.TenantSlug).Select(t => (int?)t.Id).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return id ?? throw new TokenFaultException(nameof(NewToken.TenantSlug), $"There is no tenant \"{wanted.TenantSlug}\".");
    }

    private static void Note(CentralContext context, Actor actor, DateTime now, string action, ApiToken token, string person, string? detail) => context.TokenEvents.Add(new TokenEvent
    {
        OccurredAt = now,
        Action = action,
        TokenId = token.Id,
        TokenName = token.Name,
        Person = person,
        Actor = actor.Name,
        ActorId = actor.Id,
        Origin = actor.Origin,
        Detail = detail,
    });

    private async Task<IReadOnlyList<TokenRow>> RowsAsync(CentralContext context, IQueryable<ApiToken> tokens, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await tokens.OrderByDescending(t => t.Id)
            .Select(t => new
            {
                Token = t,
                Person = context.Users.Where(u => u.Id == t.UserId).Select(u => u.UserName).First(),
                Tenant = context.Tenants.Where(tenant => tenant.Id == t.TenantId).Select(tenant => tenant.Slug).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => new TokenRow(
            r.Token.Id, r.Token.Name, r.Person ?? "", r.Token.Scopes!.Split(' '), r.Tenant, r.Token.CreatedBy ?? "", r.Token.CreatedAt, r.Token.ExpiresAt, r.Token.LastUsedAt,
            r.Token.RevokedAt, r.Token.RevokedAt is not null ? TokenState.Revoked : r.Token.ExpiresAt <= now ? TokenState.Expired : TokenState.Active))];
    }
}
