using AdminApp.Data.Schema.Postgres;
using AdminApp.Data.Sql;

namespace AdminApp.Data.Tenants;

/// <summary>Whether a server and its user can carry a tenant, asked before anything is changed.</summary>
internal static class AdoptionChecks
{
    private const int LeastVersion = 120_000;

    private const string Facts = """
        SELECT current_setting('server_version_num')::int, current_setting('server_version'), pg_is_in_recovery(),
               coalesce(has_schema_privilege(current_schema(), 'CREATE'), false), current_user::text,
               ARRAY(SELECT c.relname::text FROM pg_class c WHERE c.oid IN (to_regclass('parties'), to_regclass('products')) AND NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1)
        """;

    /// <summary>The tables in which the origin's application could have told organisations apart.</summary>
    private const string Organisations = """
        SELECT DISTINCT coalesce(tenant_id::text, 'none') FROM (
            SELECT tenant_id FROM parties UNION SELECT tenant_id FROM products UNION SELECT tenant_id FROM invoices UNION SELECT tenant_id FROM purchases) AS owned
        ORDER BY 1
        """;

    /// <returns>The server's version for people.</returns>
    /// <exception cref="TenantUnavailableException">It cannot; the message says why.</exception>
    public static async Task<string> RunAsync(string slug, TenantAddress address, PostgresTenantContext context, CancellationToken cancellationToken)
    {
        var (number, version, standby, mayCreate, user, foreign) = (await new SqlText(Facts)
            .RowsAsync(context, r => (r.GetInt32(0), r.GetString(1), r.GetBoolean(2), r.GetBoolean(3), r.GetString(4), r.GetFieldValue<string[]>(5)), cancellationToken)
            .ConfigureAwait(false)).Single();
        var why = (number, standby, mayCreate, foreign) switch
        {
            ( < LeastVersion, _, _, _) => $"cannot be adopted: PostgreSQL {version} is too old, at least 12 is needed. Upgrade the server, or copy the database with `data copy`.",
            (_, true, _, _) => $"cannot be adopted: {address} is a standby, which nobody can write to. Name the primary server.",
            (_, _, _, { Length: > 0 }) => $"cannot be adopted: the user {user} does not own {string.Join(" and ", foreign)}, to which columns are added. Connect as the owner.",
            (_, _, false, _) => $"cannot be adopted: the user {user} may not create tables in {address}. Grant CREATE on its schema.",
            _ => null,
        };
        return why is null ? version : throw new TenantUnavailableException(slug, why);
    }

    public static async Task<IReadOnlyList<string>> OrganisationsAsync(PostgresTenantContext context, CancellationToken cancellationToken) =>
        await new SqlText(Organisations).RowsAsync(context, r => r.GetString(0), cancellationToken).ConfigureAwait(false);
}
