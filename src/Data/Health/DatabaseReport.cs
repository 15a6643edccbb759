using AdminApp.Data.Tenants;

namespace AdminApp.Data.Health;

/// <summary>How one database is.</summary>
/// <param name="Database">"central" or the tenant's slug.</param>
/// <param name="Title">The tenant's name.</param>
/// <param name="State">The tenant's state after the check; null for the central database.</param>
/// <param name="Provider">PostgreSql for a tenant without a file; nothing else is known of it then.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="WalBytes">Size of its write-ahead log.</param>
/// <param name="WalAlert">The log is larger than Sqlite:WalAlertMiB: something keeps reading an old state.</param>
/// <param name="Writer">Pragmas in force on a writing connection, by name.</param>
/// <param name="Reader">Pragmas in force on a reading connection, by name.</param>
/// <param name="Damage">Lines of quick_check; empty when sound.</param>
/// <param name="BrokenReferences">foreign_key_check by table: <c>invoices -> parties: 3</c>; empty when none.</param>
/// <param name="Fault">Why it could not be checked, for people; null normally.</param>
/// <param name="CheckedAt">UTC.</param>
public sealed record DatabaseReport(
    string Database, string Title, TenantState? State, TenantProvider Provider, long Bytes, long WalBytes, bool WalAlert,
    IReadOnlyDictionary<string, string> Writer, IReadOnlyDictionary<string, string> Reader,
    IReadOnlyList<string> Damage, IReadOnlyList<string> BrokenReferences, string? Fault, DateTime CheckedAt, double Seconds)
{
    /// <summary>Can be served: broken references and a long log are for people to see to, not a reason to stop.</summary>
    public bool IsSound => Fault is null && Damage.Count == 0;

    public bool NeedsAttention => !IsSound || WalAlert || BrokenReferences.Count > 0 || State == TenantState.Quarantined;
}

/// <summary>The whole application in two words.</summary>
/// <param name="Status"><see cref="Ok"/> or <see cref="Degraded"/>.</param>
/// <param name="Sqlite">Version of the SQLite library in use.</param>
/// <param name="CanServe">False when the central database cannot be read: then nobody can sign in.</param>
public sealed record HealthSummary(string Status, string Sqlite, bool CanServe = true)
{
    public const string Ok = "ok", Degraded = "degraded";
}
