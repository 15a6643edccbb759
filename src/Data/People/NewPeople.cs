using AdminApp.Data.Central;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.People;

/// <summary>Making a person's rows, whoever makes them: the first link, an administrator, an import.</summary>
internal static class NewPeople
{
    /// <exception cref="PersonFaultException">A value is not acceptable.</exception>
    public static void Require(NewPerson wanted)
    {
        if (PersonRules.UserNameFault(wanted.UserName) is { } nameFault)
            throw new PersonFaultException(nameof(NewPerson.UserName), nameFault);
        if (wanted.DisplayName?.Length > PersonRules.DisplayNameLength)
            throw new PersonFaultException(nameof(NewPerson.DisplayName), $"The display name has {wanted.DisplayName.Length} characters; at most {PersonRules.DisplayNameLength} are allowed.");
        if (wanted.Password is not null && PersonRules.PasswordFault(wanted.Password, wanted.UserName) is { } passwordFault)
            throw new PersonFaultException(nameof(NewPerson.Password), passwordFault);
    }

    /// <summary>Outside the transaction, because hashing a password takes long on purpose.</summary>
    public static AppUser Make(NewPerson wanted, IPasswordHasher<AppUser> hasher, ILookupNormalizer normalizer, TimeProvider time)
    {
        var user = new AppUser
        {
            UserName = wanted.UserName,
            NormalizedUserName = normalizer.NormalizeName(wanted.UserName),
            DisplayName = string.IsNullOrWhiteSpace(wanted.DisplayName) ? null : wanted.DisplayName.Trim(),
            SecurityStamp = Stamp(),
            LockoutEnabled = true,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        if (wanted.Password is not null)
            user.PasswordHash = hasher.HashPassword(user, wanted.Password);
        return user;
    }

    /// <exception cref="PersonFaultException">The user name is taken.</exception>
    public static async Task AddAsync(CentralContext context, AppUser user, NewPerson wanted, CancellationToken cancellationToken)
    {
        if (await context.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, cancellationToken).ConfigureAwait(false))
            throw new PersonFaultException(nameof(NewPerson.UserName), $"There is already somebody with the user name \"{user.UserName}\". Choose another one.");
        context.Users.Add(user);
        foreach (var tenantId in wanted.TenantIds.Distinct())
            context.Memberships.Add(new TenantMembership { UserId = user.Id, TenantId = tenantId, CreatedAt = user.CreatedAt });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await PeopleRoles.AssignAsync(context, user.Id, wanted.Role, cancellationToken).ConfigureAwait(false);
    }

    public static string Stamp() => Guid.NewGuid().ToString("N");
}
