using AdminApp.Data.Central;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Identity;

namespace AdminApp.People;

/// <summary>
/// Checks a user name and password. Every refusal reads the same and takes about as long, whether the name is unknown, the
/// password wrong, the account locked or the person disabled.
/// </summary>
internal sealed class PasswordSignIn(UserManager<AppUser> users, PeopleDirectory directory, IPasswordHasher<AppUser> hasher, TimeProvider time, ILogger<PasswordSignIn> log)
{
    /// <summary>Above what verifying the slowest kind of hash takes, an imported bcrypt one.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(400);

    private static readonly AppUser Nobody = new();
    private static readonly string NobodysHash = new ImportedPasswordHasher().HashPassword(Nobody, Secrets.New());

    /// <returns>The person, or null when they may not sign in.</returns>
    public async Task<Person?> CheckAsync(string? userName, string? password, string origin, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var person = await AttemptAsync(userName ?? "", password ?? "", origin, cancellationToken);
        if (person is null && RefusalTakes - time.GetElapsedTime(started) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time, cancellationToken);
        return person;
    }

    private async Task<Person?> AttemptAsync(string userName, string password, string origin, CancellationToken cancellationToken)
    {
        if (userName.Length is 0 or > PersonRules.UserNameLength || password.Length is 0 or > PersonRules.PasswordMost)
            return null;
        var user = await users.FindByNameAsync(userName.Trim());
        if (user?.PasswordHash is null || user.IsDisabled || await users.IsLockedOutAsync(user))
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            log.LogWarning("Sign-in refused from {Origin}: {Reason}", origin, user switch { null => "unknown user", { PasswordHash: null } => "no password set", { IsDisabled: true } => "disabled", _ => "locked" });
            return null;
        }
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            log.LogWarning("Sign-in of {UserName} refused from {Origin}: wrong password", user.UserName, origin);
            return null;
        }
        user.AccessFailedCount = 0;
        user.LastSignInAt = time.GetUtcNow().UtcDateTime;
        await users.UpdateAsync(user);
        directory.Forget(user.Id);
        log.LogInformation("{UserName} signed in from {Origin}", user.UserName, origin);
        return await directory.FindAsync(user.Id, cancellationToken);
    }
}
