namespace AdminApp.Data.Access;

/// <summary>Who acts, and from where. Goes into every audit row.</summary>
/// <param name="Id">Identity user id; null for the command line and the application itself.</param>
/// <param name="Name">User name as shown in the audit trail.</param>
/// <param name="Role">The role whose permissions apply.</param>
/// <param name="Origin">IP address, or <c>cli</c>, or <c>application</c>.</param>
/// <param name="UserAgent">Browser or client, when known.</param>
public sealed record Actor(string? Id, string Name, Role Role, string Origin, string? UserAgent = null)
{
    /// <summary>Somebody with a shell on the machine: holds the data directory, so holds every permission.</summary>
    public static Actor CommandLine { get; } = new(null, Environment.UserName, Role.Administrator, "cli");

    /// <summary>The application acting on its own, for instance resuming a job after a restart.</summary>
    public static Actor Application { get; } = new(null, "AdminApp", Role.Administrator, "application");

    /// <summary>What a token leaves of the role's permissions; null when nothing limits them.</summary>
    public IReadOnlySet<Permission>? Limits { get; init; }

    public bool May(Permission permission) => Permissions.Of(Role).Contains(permission) && Limits?.Contains(permission) != false;

    /// <exception cref="ForbiddenException">The role does not hold the permission.</exception>
    public void Demand(Permission permission)
    {
        if (!May(permission))
            throw new ForbiddenException(this, permission);
    }
}
