using System.Collections.Frozen;

namespace AdminApp.Data.Access;

/// <summary>Ordered from least to most; names are those of the ASP.NET Core Identity roles.</summary>
public enum Role
{
    Viewer,
    Support,
    Administrator,
}

/// <summary>What a service asks for. Pages and endpoints only hide what the services refuse anyway.</summary>
public enum Permission
{
    /// <summary>See parties, products, audit, batches, health and migration state.</summary>
    Read,

    /// <summary>Create and edit parties.</summary>
    EditParties,

    /// <summary>Toggle, preview, apply and undo activations, one or many.</summary>
    ChangeActivation,

    /// <summary>Save views of lists for everybody in the tenant.</summary>
    ShareViews,

    /// <summary>Protect parties against deactivation.</summary>
    Protect,

    /// <summary>Run schema and data migrations.</summary>
    Migrate,

    /// <summary>Create, verify and restore backups.</summary>
    ManageBackups,

    /// <summary>Create and deactivate tenants.</summary>
    ManageTenants,

    /// <summary>Create people, change roles, issue reset links.</summary>
    ManagePeople,
}

public static class Permissions
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> ByRole = new Dictionary<Role, FrozenSet<Permission>>
    {
        [Role.Viewer] = FrozenSet.Create(Permission.Read),
        [Role.Support] = FrozenSet.Create(Permission.Read, Permission.EditParties, Permission.ChangeActivation, Permission.ShareViews),
        [Role.Administrator] = Enum.GetValues<Permission>().ToFrozenSet(),
    }.ToFrozenDictionary();

    public static IReadOnlySet<Permission> Of(Role role) => ByRole[role];
}
