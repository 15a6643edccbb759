using System.Collections.Concurrent;
using System.Collections.Frozen;
using AdminApp.Data.Central;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.People;

/// <summary>
/// Who a signed-in session or token stands for, as of now. Asked on every request and by every action in an open page, so that
/// a person who was disabled or given another role is held to it at once, whatever their cookie says.
/// </summary>
public sealed class PeopleDirectory(CentralDatabase central, TimeProvider time)
{
    /// <summary>Changes made through the services are seen at once; this bounds everything else, such as a restored file.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <returns>null when there is no such person.</returns>
    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (entries.TryGetValue(id, out var known) && now - known.At < Fresh)
            return known.Person;
        var found = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (found is null)
            entries.TryRemove(id, out _);
        else
            entries[id] = new Entry(found, now);
        return found;
    }

    /// <returns>The person when the session that carries this stamp is still good, otherwise null.</returns>
    public async Task<Person?> FindActiveAsync(string? id, string? securityStamp, CancellationToken cancellationToken)
    {
        if (id is null || securityStamp is null)
            return null;
        var person = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        return person is { IsDisabled: false } && person.SecurityStamp == securityStamp ? person : null;
    }

    /// <summary>To be called after every change of a person.</summary>
    public void Forget(string id) => entries.TryRemove(id, out _);

    private async Task<Person?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = central.Read();
        var user = await context.Users.Where(u => u.Id == id)
            .Select(u => new { u.UserName, u.IsDisabled, u.SecurityStamp, Role = context.UserRoles.Where(r => r.UserId == u.Id).Select(r => r.RoleId).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (user?.Role is null)
            return null;
        var tenants = await context.Memberships.Where(m => m.UserId == id).Select(m => m.TenantId).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Person(id, user.UserName ?? "", PeopleRoles.Parse(user.Role), user.IsDisabled, user.SecurityStamp ?? "", tenants.ToFrozenSet());
    }

    private sealed record Entry(Person Person, DateTimeOffset At);
}
