using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace AdminApp.Data.Tenants;

/// <summary>
/// The rule for tenant slugs: lower-case letters, digits and hyphens, starting with a letter or digit, at most 40 characters,
/// and none of the reserved names. A slug becomes a file name, so nothing else ever reaches the file system.
/// </summary>
public static partial class TenantSlug
{
    private static readonly FrozenSet<string> Reserved =
        FrozenSet.Create("central", "default-tenant", "api", "www", "admin", "backups", "keys", "logs", "tenants", "new", "con", "nul", "prn", "aux");

    /// <returns>null when the slug is good, otherwise what is wrong with it, naming the value.</returns>
    public static string? Fault(string? slug)
    {
        if (string.IsNullOrEmpty(slug))
            return "The tenant slug is empty. Use lower-case letters, digits and hyphens, for example sharma-dental.";
        if (Reserved.Contains(slug))
            return $"The tenant slug \"{slug}\" is reserved. Choose another one.";
        if (!Pattern().IsMatch(slug))
            return $"The tenant slug \"{Printable(slug)}\" is not valid: use 1 to 40 lower-case letters, digits and hyphens, starting with a letter or digit, for example sharma-dental.";
        return null;
    }

    /// <exception cref="ArgumentException">The slug is not valid; the message names it.</exception>
    public static string Require(string? slug) => Fault(slug) is { } fault ? throw new ArgumentException(fault) : slug!;

    private static string Printable(string slug) =>
        new([.. slug.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Pattern();
}
