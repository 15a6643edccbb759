namespace AdminApp.Data.Access;

/// <summary>The actor's role does not hold the permission a service demanded. 403 in the API.</summary>
public sealed class ForbiddenException(Actor actor, Permission permission)
    : Exception($"{actor.Name} ({actor.Role}) may not do this: it needs the permission {permission}. Ask an administrator.")
{
    public Permission Permission { get; } = permission;
}
