using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminApp.Data.People;

/// <summary>What became of one row of the origin's <c>users</c>.</summary>
public enum ImportOutcome
{
    /// <summary>Signs in with the password of the origin.</summary>
    Imported,

    /// <summary>Imported without a password: it had none, or the publicly known default one. An administrator issues a reset link.</summary>
    NeedsResetLink,

    /// <summary>An earlier import brought this person; nothing was changed.</summary>
    AlreadyImported,

    /// <summary>Skipped: somebody else has the user name.</summary>
    NameTaken,

    /// <summary>Skipped: the user name is not acceptable here.</summary>
    NameNotAllowed,
}

/// <param name="UserName">As in the origin.</param>
/// <param name="Role">The role given here; <see cref="Role.Administrator"/> for the origin's Admin, else <see cref="Role.Support"/>.</param>
public sealed record ImportedPerson(string UserName, Role Role, ImportOutcome Outcome);

/// <summary>Brings a tenant's people of the origin (its table <c>users</c>) into central.db, members of that tenant, with their bcrypt passwords.</summary>
public sealed class OriginPeopleImport(TenantDatabases tenants, TenantRegistry registry, CentralDatabase central, IPasswordHasher<AppUser> hasher, ILookupNormalizer normalizer, TimeProvider time, ILogger<OriginPeopleImport> log)
{
    private const string OriginAdministrator = "Admin";

    /// <summary>The origin creates this account with this password in every installation; both are public.</summary>
    private const string DefaultUserName = "admin";
    private const string DefaultPassword = "admin123";

    /// <returns>One entry per origin user, in the order of their ids.</returns>
    /// <exception cref="UnknownTenantException">No tenant of that slug is registered.</exception>
    public async Task<IReadOnlyList<ImportedPerson>> ImportAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        actor.Demand(Permission.ManagePeople);
        var tenant = await registry.FindAsync(slug, cancellationToken).ConfigureAwait(false);
        var candidates = new List<Candidate>();
        await using (var context = await tenants.ReadAsync(slug, cancellationToken).ConfigureAwait(false))
        {
            var rows = context.OriginUsers.OrderBy(u => u.Id)
                .Select(u => new { u.Id, u.Username, u.PasswordHash, Role = context.OriginRoles.Where(r => r.Id == u.RoleId).Select(r => r.Name).FirstOrDefault() });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                var role = string.Equals(row.Role, OriginAdministrator, StringComparison.OrdinalIgnoreCase) ? Role.Administrator : Role.Support;
                candidates.Add(new Candidate(row.Id, row.Username.Trim(), role, UsableHash(row.Username, role, row.PasswordHash)));
            }
        }
        var imported = await central.WriteAsync(context => AddAllAsync(context, tenant, candidates, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var person in imported)
            log.LogInformation("{Actor} imported {UserName} of tenant {Tenant} as {Role}: {Outcome}", actor.Name, person.UserName, slug, person.Role, person.Outcome);
        return imported;
    }

    private async Task<IReadOnlyList<ImportedPerson>> AddAllAsync(CentralContext context, TenantInfo tenant, List<Candidate> candidates, CancellationToken cancellationToken)
    {
        var imported = new List<ImportedPerson>(candidates.Count);
        foreach (var candidate in candidates)
            imported.Add(new ImportedPerson(candidate.UserName, candidate.Role, await AddAsync(context, tenant, candidate, cancellationToken).ConfigureAwait(false)));
        return imported;
    }

    private async Task<ImportOutcome> AddAsync(CentralContext context, TenantInfo tenant, Candidate candidate, CancellationToken cancellationToken)
    {
        if (await context.Users.AnyAsync(u => u.ImportedFrom == tenant.Slug && u.ImportedId == candidate.Id, cancellationToken).ConfigureAwait(false))
            return ImportOutcome.AlreadyImported;
        if (PersonRules.UserNameFault(candidate.UserName) is not null)
            return ImportOutcome.NameNotAllowed;
        var wanted = new NewPerson(candidate.UserName, null, candidate.Role, [tenant.Id]);
        var user = NewPeople.Make(wanted, hasher, normalizer, time);
        user.ImportedFrom = tenant.Slug;
        user.ImportedId = candidate.Id;
        user.PasswordHash = candidate.PasswordHash;
        try
        {
            await NewPeople.AddAsync(context, user, wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (PersonFaultException)
        {
            return ImportOutcome.NameTaken;
        }
        return candidate.PasswordHash is null ? ImportOutcome.NeedsResetLink : ImportOutcome.Imported;
    }

    /// <summary>Trying the default password takes a quarter of a second by design, so only accounts that may have it are tried.</summary>
    private string? UsableHash(string userName, Role role, string hash)
    {
        if (!hash.StartsWith("$2", StringComparison.Ordinal))
            return null;
        var suspect = role == Role.Administrator || string.Equals(userName.Trim(), DefaultUserName, StringComparison.OrdinalIgnoreCase);
        return suspect && hasher.VerifyHashedPassword(new AppUser(), hash, DefaultPassword) != PasswordVerificationResult.Failed ? null : hash;
    }

    private sealed record Candidate(int Id, string UserName, Role Role, string? PasswordHash);
}
