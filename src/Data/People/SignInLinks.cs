using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.People;

/// <summary>
/// Links that work once: the first administrator's, printed by the server at its start, and the one an administrator issues for
/// somebody to choose a password. Using a link is one conditional UPDATE, so of many claims at once exactly one succeeds.
/// </summary>
public sealed class SignInLinks(CentralDatabase central, PeopleDirectory directory, IPasswordHasher<AppUser> hasher, ILookupNormalizer normalizer, TimeProvider time, ILogger<SignInLinks> log)
{
    private const string First = "first-administrator";
    private const string Reset = "reset";

    /// <summary>Whether nobody has ever become administrator with a password.</summary>
    public async Task<bool> IsFirstOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        return await IsFirstOpenAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the link for the first administrator; earlier ones stop working.</summary>
    /// <returns>The token, or null when there is an administrator already.</returns>
    public Task<string?> IssueFirstAsync(TimeSpan life, CancellationToken cancellationToken) =>
        central.WriteAsync(async context =>
        {
            await context.SignInLinks.Where(l => l.Purpose == First && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            return await IsFirstOpenAsync(context, cancellationToken).ConfigureAwait(false)
                ? await AddAsync(context, First, userId: null, life, cancellationToken).ConfigureAwait(false)
                : null;
        }, cancellationToken);

    /// <exception cref="SignInLinkException">The link does not work, or no longer.</exception>
    public async Task RequireFirstAsync(string? token, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        if (!await IsFirstOpenAsync(context, cancellationToken).ConfigureAwait(false))
            throw FirstClosed();
        await RequireAsync(context, First, token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates the first administrator.</summary>
    /// <exception cref="PersonFaultException">The user name or the password is not acceptable; the link stays good.</exception>
    /// <exception cref="SignInLinkException">The link does not work, or somebody else was first.</exception>
    public async Task<Person> ClaimFirstAsync(string? token, string userName, string password, CancellationToken cancellationToken)
    {
        var wanted = new NewPerson(userName.Trim(), null, Role.Administrator, [], password);
        NewPeople.Require(wanted);
        await RequireFirstAsync(token, cancellationToken).ConfigureAwait(false);
        var user = NewPeople.Make(wanted, hasher, normalizer, time);
        var now = time.GetUtcNow().UtcDateTime;
        user.LastSignInAt = now;
        await central.WriteAsync(async context =>
        {
            if (!await IsFirstOpenAsync(context, cancellationToken).ConfigureAwait(false))
                throw FirstClosed();
            await UseAsync(context, First, token, now, cancellationToken).ConfigureAwait(false);
            await NewPeople.AddAsync(context, user, wanted, cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{UserName} claimed the first administrator's link", user.UserName);
        return await FoundAsync(user.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The user name whose password the link resets.</returns>
    /// <exception cref="SignInLinkException">The link does not work, or no longer.</exception>
    public async Task<string> RequireResetAsync(string? token, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        var link = await RequireAsync(context, Reset, token, cancellationToken).ConfigureAwait(false);
        return await context.Users.Where(u => u.Id == link.UserId && !u.IsDisabled).Select(u => u.UserName).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new SignInLinkException("This person is disabled. Ask an administrator.");
    }

    /// <summary>Sets a new password, ends every session and token of that person and unlocks the account.</summary>
    /// <exception cref="PersonFaultException">The password is not acceptable; the link stays good.</exception>
    /// <exception cref="SignInLinkException">The link does not work, or no longer.</exception>
    public async Task<Person> ResetAsync(string? token, string password, CancellationToken cancellationToken)
    {
        var userName = await RequireResetAsync(token, cancellationToken).ConfigureAwait(false);
        if (PersonRules.PasswordFault(password, userName) is { } fault)
            throw new PersonFaultException(nameof(NewPerson.Password), fault);
        var passwordHash = hasher.HashPassword(new AppUser { UserName = userName }, password);
        var now = time.GetUtcNow().UtcDateTime;
        var userId = await central.WriteAsync(async context =>
        {
            var link = await RequireAsync(context, Reset, token, cancellationToken).ConfigureAwait(false);
            await UseAsync(context, Reset, token, now, cancellationToken).ConfigureAwait(false);
            await context.Users.Where(u => u.Id == link.UserId).ExecuteUpdateAsync(set => set
                .SetProperty(u => u.PasswordHash, passwordHash)
                .SetProperty(u => u.SecurityStamp, NewPeople.Stamp())
                .SetProperty(u => u.ConcurrencyStamp, NewPeople.Stamp())
                .SetProperty(u => u.AccessFailedCount, 0)
                .SetProperty(u => u.LastSignInAt, now)
                .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancellationToken).ConfigureAwait(false);
            await ApiTokens.RevokeAllAsync(context, link.UserId!, now, cancellationToken).ConfigureAwait(false);
            await context.SignInLinks.Where(l => l.UserId == link.UserId && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            return link.UserId!;
        }, cancellationToken).ConfigureAwait(false);
        directory.Forget(userId);
        log.LogInformation("{UserName} set a new password by a reset link", userName);
        return await FoundAsync(userId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>To be called inside a write transaction; earlier links of that person stop working.</summary>
    internal async Task<string> IssueResetAsync(CentralContext context, string userId, TimeSpan life, CancellationToken cancellationToken)
    {
        await context.SignInLinks.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return await AddAsync(context, Reset, userId, life, cancellationToken).ConfigureAwait(false);
    }

    private static Task<bool> IsFirstOpenAsync(CentralContext context, CancellationToken cancellationToken)
    {
        var administrator = PeopleRoles.Id(Role.Administrator);
        return context.UserRoles.Where(r => r.RoleId == administrator)
            .AllAsync(r => context.Users.Any(u => u.Id == r.UserId && u.PasswordHash == null), cancellationToken);
    }

    private async Task<string> AddAsync(CentralContext context, string purpose, string? userId, TimeSpan life, CancellationToken cancellationToken)
    {
        var token = Secrets.New();
        var now = time.GetUtcNow().UtcDateTime;
        context.SignInLinks.Add(new SignInLink { Purpose = purpose, UserId = userId, TokenHash = Secrets.Hash(token), CreatedAt = now, ExpiresAt = now + life });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return token;
    }

    private async Task<SignInLink> RequireAsync(CentralContext context, string purpose, string? token, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token ?? "");
        var link = await context.SignInLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == purpose, cancellationToken).ConfigureAwait(false)
            ?? throw new SignInLinkException("This link is not known: it was replaced by a newer one, or is incomplete. Copy the whole newest link.");
        if (link.UsedAt is not null)
            throw new SignInLinkException("This link was used already. Sign in with the password that was chosen.");
        return link.ExpiresAt > time.GetUtcNow().UtcDateTime ? link
            : throw new SignInLinkException(purpose == First ? "This link has expired. Restart the application: it prints a new one." : "This link has expired. Ask an administrator for a new one.");
    }

    private static async Task UseAsync(CentralContext context, string purpose, string? token, DateTime now, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token ?? "");
        var used = await context.SignInLinks.Where(l => l.TokenHash == hash && l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken).ConfigureAwait(false);
        if (used != 1)
            throw new SignInLinkException("This link was used already or has expired.");
    }

    private async Task<Person> FoundAsync(string userId, CancellationToken cancellationToken) =>
        await directory.FindAsync(userId, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"User {userId} vanished after it was written.");

    private static SignInLinkException FirstClosed() => new("There is an administrator already, so this link is closed. Sign in, or ask an administrator to add you.");
}
