using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Views;

/// <summary>A saved view as its list offers it.</summary>
/// <param name="Owner">Name of the person who saved it.</param>
/// <param name="MayDelete">It is the caller's own, or the caller is an administrator.</param>
public sealed record SavedViewInfo(long Id, string Name, string Query, bool IsShared, bool IsOwn, string Owner, bool MayDelete);

/// <summary>A view was not saved; the message says why and what to do. 422 in the API.</summary>
public sealed class ViewRefusedException(string message) : Exception(message);

/// <summary>Views of lists that people keep for themselves or share within a tenant.</summary>
public sealed class SavedViews(CentralDatabase central, TenantRegistry registry, TimeProvider time)
{
    /// <summary>Characters.</summary>
    public const int NameLength = 60;

    /// <summary>Characters.</summary>
    public const int QueryLength = 4000;

    /// <summary>Own views per person and list, and shared views shown of others.</summary>
    private const int Most = 100;

    /// <summary>The caller's own views of a list and those that others share, by name.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<SavedViewInfo>> ListAsync(TenantAccess access, string list, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        var tenant = await registry.FindAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var (me, mayDeleteAll) = (access.Actor.Id, access.Actor.Role == Role.Administrator);
        await using var context = central.Read();
        return await context.SavedViews.Where(view => view.TenantId == tenant.Id && view.List == list && (view.UserId == me || view.IsShared))
            .Join(context.Users, view => view.UserId, user => user.Id, (view, user) => new { view, user })
            .OrderByDescending(found => found.view.UserId == me).ThenBy(found => EF.Functions.Collate(found.view.Name, "NOCASE")).ThenBy(found => found.view.Id).Take(2 * Most)
            .Select(found => new SavedViewInfo(
                found.view.Id, found.view.Name, found.view.Query, found.view.IsShared, found.view.UserId == me, found.user.UserName ?? "", found.view.UserId == me || mayDeleteAll))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Saves a view; one of the caller's own with the same name is replaced.</summary>
    /// <exception cref="ForbiddenException">The actor may not share views, or is no person.</exception>
    /// <exception cref="ViewRefusedException">The name or the address is not good, or there are too many.</exception>
    public async Task SaveAsync(TenantAccess access, string list, string name, string query, bool share, CancellationToken cancellationToken)
    {
        access.Demand(share ? Permission.ShareViews : Permission.Read);
        var (owner, wanted) = (access.Actor.Id ?? throw new ForbiddenException(access.Actor, Permission.Read), name.Trim());
        if (wanted.Length is 0 or > NameLength)
            throw new ViewRefusedException($"Give the view a name of 1 to {NameLength} characters.");
        if (query.Length > QueryLength)
            throw new ViewRefusedException($"The filters of this view are longer than {QueryLength:N0} characters. Choose fewer values, or search instead.");
        var tenant = await registry.FindAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;
        await central.WriteAsync(async context =>
        {
            var own = context.SavedViews.Where(other => other.UserId == owner && other.TenantId == tenant.Id && other.List == list);
            var view = await own.SingleOrDefaultAsync(other => other.Name == wanted, cancellationToken).ConfigureAwait(false);
            if (view is null)
            {
                if (await own.CountAsync(cancellationToken).ConfigureAwait(false) >= Most)
                    throw new ViewRefusedException($"You have {Most} views of this list. Delete one that you no longer need.");
                view = new SavedView { UserId = owner, TenantId = tenant.Id, List = list, Name = wanted };
                context.SavedViews.Add(view);
            }
            (view.Query, view.IsShared, view.UpdatedAt) = (query, share, now);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a view of the caller's own; administrators also those that others share. One that is gone already is no error.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task DeleteAsync(TenantAccess access, long id, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        var tenant = await registry.FindAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        var (me, mayDeleteAll) = (access.Actor.Id, access.Actor.Role == Role.Administrator);
        await central.WriteAsync(context => context.SavedViews
            .Where(view => view.Id == id && view.TenantId == tenant.Id && (view.UserId == me || (mayDeleteAll && view.IsShared)))
            .ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
