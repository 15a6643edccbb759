using AdminApp.Data.Access;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.People;

/// <summary>
/// Administers people: the service behind the People page and the <c>user</c> verbs. Every change is one transaction, is logged
/// with who did it, and holds for open sessions at once.
/// </summary>
public sealed class PeopleService(CentralDatabase central, PeopleDirectory directory, SignInLinks links, IPasswordHasher<AppUser> hasher, ILookupNormalizer normalizer, TimeProvider time, ILogger<PeopleService> log)
{
    public const int PageSize = 50;

    /// <param name="actor">Must hold <see cref="Permission.ManagePeople"/>.</param>
    /// <param name="search">Part of the user or display name; null or empty for all.</param>
    /// <param name="page">From 1; <see cref="PageSize"/> people each, by user name.</param>
    public async Task<PeoplePage> ListAsync(Actor actor, string? search, int page, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        await using var context = central.Read();
        var matching = context.Users.AsQueryable();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var part = normalizer.NormalizeName(search.Trim());
            matching = matching.Where(u => u.NormalizedUserName!.Contains(part) || u.DisplayName!.Contains(search.Trim()));
        }
        var total = await matching.CountAsync(cancellationToken).ConfigureAwait(false);
        var rows = await matching.OrderBy(u => u.NormalizedUserName).ThenBy(u => u.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .Select(u => new
            {
                User = u,
                Role = context.UserRoles.Where(r => r.UserId == u.Id).Select(r => r.RoleId).First(),
                Tenants = context.Memberships.Where(m => m.UserId == u.Id).Join(context.Tenants, m => m.TenantId, t => t.Id, (m, t) => t.Slug).OrderBy(s => s).ToList(),
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        return new PeoplePage([.. rows.Select(r => new PersonRow(
            r.User.Id, r.User.UserName ?? "", r.User.DisplayName, PeopleRoles.Parse(r.Role), r.User.IsDisabled, r.User.PasswordHash is not null,
            r.User.ImportedFrom, r.User.LastSignInAt, r.User.LockoutEnd > now ? r.User.LockoutEnd.Value.UtcDateTime : null, r.Tenants))], total);
    }

    /// <returns>The id of the person with that user name, in any case.</returns>
    /// <exception cref="PersonFaultException">There is none.</exception>
    public async Task<string> FindIdAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var normalized = normalizer.NormalizeName(userName);
        await using var context = central.Read();
        return await context.Users.Where(u => u.NormalizedUserName == normalized).Select(u => u.Id).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new PersonFaultException("", $"There is nobody with the user name \"{userName}\". List the people with `user list`.");
    }

    /// <returns>The id of the new person.</returns>
    /// <exception cref="PersonFaultException">A value is not acceptable or the user name is taken.</exception>
    public async Task<string> CreateAsync(Actor actor, NewPerson wanted, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        wanted = wanted with { UserName = wanted.UserName.Trim() };
        NewPeople.Require(wanted);
        var user = NewPeople.Make(wanted, hasher, normalizer, time);
        await central.WriteAsync(context => NewPeople.AddAsync(context, user, wanted, cancellationToken), cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} created {UserName} as {Role} in {Tenants} tenants", actor.Name, user.UserName, wanted.Role, wanted.TenantIds.Count);
        return user.Id;
    }

    /// <exception cref="PersonFaultException">It is the last administrator who can sign in.</exception>
    public async Task SetRoleAsync(Actor actor, string userId, Role role, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var userName = await central.WriteAsync(async context =>
        {
            var user = await RequireAsync(context, userId, cancellationToken).ConfigureAwait(false);
            var hadOne = await HasAdministratorAsync(context, cancellationToken).ConfigureAwait(false);
            await PeopleRoles.AssignAsync(context, userId, role, cancellationToken).ConfigureAwait(false);
            await RefuseLastAdministratorAsync(context, hadOne, cancellationToken).ConfigureAwait(false);
            return user.UserName;
        }, cancellationToken).ConfigureAwait(false);
        directory.Forget(userId);
        log.LogInformation("{Actor} gave {UserName} the role {Role}", actor.Name, userName, role);
    }

    /// <summary>Disabling ends the person's sessions, tokens and links; enabling lets them sign in again, with the same password.</summary>
    /// <exception cref="PersonFaultException">It is the last administrator who can sign in.</exception>
    public async Task SetDisabledAsync(Actor actor, string userId, bool disabled, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var now = time.GetUtcNow().UtcDateTime;
        var userName = await central.WriteAsync(async context =>
        {
            var user = await RequireAsync(context, userId, cancellationToken).ConfigureAwait(false);
            var hadOne = await HasAdministratorAsync(context, cancellationToken).ConfigureAwait(false);
            user.IsDisabled = disabled;
            user.SecurityStamp = NewPeople.Stamp();
            user.ConcurrencyStamp = NewPeople.Stamp();
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            if (disabled)
            {
                await ApiTokens.RevokeAllAsync(context, userId, now, cancellationToken).ConfigureAwait(false);
                await context.SignInLinks.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }
            await RefuseLastAdministratorAsync(context, hadOne, cancellationToken).ConfigureAwait(false);
            return user.UserName;
        }, cancellationToken).ConfigureAwait(false);
        directory.Forget(userId);
        log.LogInformation("{Actor} {Change} {UserName}", actor.Name, disabled ? "disabled" : "enabled", userName);
    }

    /// <summary>The tenants a person may work in are exactly these from now on.</summary>
    public async Task SetMembershipsAsync(Actor actor, string userId, IReadOnlyCollection<int> tenantIds, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var now = time.GetUtcNow().UtcDateTime;
        var userName = await central.WriteAsync(async context =>
        {
            var user = await RequireAsync(context, userId, cancellationToken).ConfigureAwait(false);
            var before = await context.Memberships.Where(m => m.UserId == userId).ToListAsync(cancellationToken).ConfigureAwait(false);
            context.Memberships.RemoveRange(before.Where(m => !tenantIds.Contains(m.TenantId)));
            foreach (var tenantId in tenantIds.Distinct().Where(id => before.All(m => m.TenantId != id)))
                context.Memberships.Add(new TenantMembership { UserId = userId, TenantId = tenantId, CreatedAt = now });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return user.UserName;
        }, cancellationToken).ConfigureAwait(false);
        directory.Forget(userId);
        log.LogInformation("{Actor} set the tenants of {UserName} to {TenantIds}", actor.Name, userName, tenantIds);
    }

    /// <returns>The token of a link that lets the person choose a password, once.</returns>
    /// <exception cref="PersonFaultException">The person is disabled.</exception>
    public async Task<string> IssueResetLinkAsync(Actor actor, string userId, TimeSpan life, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var (userName, token) = await central.WriteAsync(async context =>
        {
            var user = await RequireAsync(context, userId, cancellationToken).ConfigureAwait(false);
            if (user.IsDisabled)
                throw new PersonFaultException("", $"{user.UserName} is disabled. Enable this person first.");
            return (user.UserName, await links.IssueResetAsync(context, userId, life, cancellationToken).ConfigureAwait(false));
        }, cancellationToken).ConfigureAwait(false);
        log.LogInformation("{Actor} issued a reset link for {UserName}", actor.Name, userName);
        return token;
    }

    private static async Task<AppUser> RequireAsync(CentralContext context, string userId, CancellationToken cancellationToken) =>
        await context.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken).ConfigureAwait(false)
        ?? throw new PersonFaultException("", "This person does not exist any more. Reload the page.");

    /// <summary>Looked at inside the transaction of the change: two administrators who demote each other at once cannot both succeed.</summary>
    private static async Task RefuseLastAdministratorAsync(CentralContext context, bool hadOne, CancellationToken cancellationToken)
    {
        if (hadOne && !await HasAdministratorAsync(context, cancellationToken).ConfigureAwait(false))
            throw new PersonFaultException("", "This is the last administrator who can sign in. Make somebody else administrator first.");
    }

    private static Task<bool> HasAdministratorAsync(CentralContext context, CancellationToken cancellationToken)
    {
        var administrator = PeopleRoles.Id(Role.Administrator);
        return context.Users.AnyAsync(u => !u.IsDisabled && u.PasswordHash != null && context.UserRoles.Any(r => r.UserId == u.Id && r.RoleId == administrator), cancellationToken);
    }
}
