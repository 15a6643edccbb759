using System.Collections.Frozen;

namespace AdminApp.Data.Access;

/// <summary>
/// What a token may do of all that its person may: no more than its scopes, and in no more than its tenant. A person who loses a
/// right loses it in every token at once.
/// </summary>
/// <param name="TokenName">The name its maker gave it; it stands in the audit beside what the token did.</param>
/// <param name="Words">Some of <see cref="All"/>.</param>
/// <param name="TenantId">The one tenant it works in; null for all of its person's.</param>
public sealed record TokenScope(string TokenName, IReadOnlyList<string> Words, int? TenantId)
{
    public const string Read = "read";
    public const string WriteParties = "parties:write";
    public const string WriteActivations = "activations:write";
    public const string Admin = "admin";

    private static readonly FrozenDictionary<string, Permission[]> Allowed = new Dictionary<string, Permission[]>
    {
        [Read] = [Permission.Read],
        [WriteParties] = [Permission.EditParties],
        [WriteActivations] = [Permission.ChangeActivation],
        [Admin] = Enum.GetValues<Permission>(),
    }.ToFrozenDictionary();

    /// <summary>The words there are, from least to most, with what each allows.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> All { get; } =
    [
        (Read, "look at parties, products, batches and backups"),
        (WriteParties, "create, change and import parties"),
        (WriteActivations, "activate and deactivate, one or many, and undo"),
        (Admin, "everything its person may, in every tenant"),
    ];

    public IReadOnlySet<Permission> Permissions { get; } = Words.SelectMany(word => Allowed.GetValueOrDefault(word, [])).ToFrozenSet();

    /// <summary>The role that a token stands for where roles are asked and not permissions.</summary>
    public Role Cap(Role role) => role < Ceiling ? role : Ceiling;

    private Role Ceiling => Words.Contains(Admin) ? Role.Administrator : Words.Any(word => word is WriteParties or WriteActivations) ? Role.Support : Role.Viewer;
}
