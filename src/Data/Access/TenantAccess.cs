namespace AdminApp.Data.Access;

/// <summary>
/// One actor at work in one tenant. Made by the application only after membership was checked; every tenant service takes it,
/// so that no call can forget who acts where.
/// </summary>
public sealed record TenantAccess(string Slug, Actor Actor)
{
    /// <exception cref="ForbiddenException">The actor's role does not hold the permission.</exception>
    public void Demand(Permission permission) => Actor.Demand(permission);
}
