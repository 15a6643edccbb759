using AdminApp.Data.Access;
using AdminApp.Data.Central;
using AdminApp.Data.Parties;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Dashboard;

/// <summary>The dashboard's figures: few statements, each counting at most up to <see cref="CappedCount.Bound"/>.</summary>
public sealed class DashboardQueries(TenantDatabases databases, CentralDatabase central)
{
    /// <summary>A balance that is not exactly zero, compared as decimals; an overpayment binds as much as a debt.</summary>
    private const string Unpaid = $"d.balance_amount{SqlDialect.AsNumber} <> '0'";

    private const string HasBalance =
        $"(EXISTS (SELECT 1 FROM invoices d WHERE d.customer_id = p.id AND d.{OpenDocuments.Invoice} AND {Unpaid})"
        + $" OR EXISTS (SELECT 1 FROM purchases d WHERE d.vendor_id = p.id AND d.{OpenDocuments.Purchase} AND {Unpaid}))";

    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<DashboardFigures> FiguresAsync(TenantAccess access, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new DashboardFigures(
            await StatesAsync(context, "parties p", "p.is_customer", cancellationToken).ConfigureAwait(false),
            await StatesAsync(context, "parties p", "p.is_vendor", cancellationToken).ConfigureAwait(false),
            await StatesAsync(context, "products p", "1=1", cancellationToken).ConfigureAwait(false),
            await CountAsync(context, "parties p", $"NOT p.is_active AND {HasBalance}", cancellationToken).ConfigureAwait(false),
            await CountAsync(context, "parties p", "p.is_active AND trim(coalesce(p.gstin, '')) = ''", cancellationToken).ConfigureAwait(false))
        {
            SharedGstins = await CountAsync(context, "(SELECT gstin FROM parties WHERE gstin <> '' GROUP BY gstin HAVING count(*) > 1) AS shared", "1=1", cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Backups and data copies of the tenant, from the central journals; works while the tenant itself cannot be opened.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<DashboardSafety> SafetyAsync(TenantAccess access, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        await using var context = central.Read();
        var backup = await context.Backups.Where(b => b.Database == access.Slug).OrderByDescending(b => b.CreatedAt)
            .Select(b => new { b.CreatedAt, b.VerifiedOk }).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var copy = await context.DataMigrationRuns.Where(r => r.TenantSlug == access.Slug).OrderByDescending(r => r.StartedAt)
            .Select(r => new { r.StartedAt, r.State, r.Rows }).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new DashboardSafety(backup?.CreatedAt, backup?.VerifiedOk, copy?.StartedAt, copy?.State, copy?.Rows ?? 0);
    }

    private static async Task<StateCounts> StatesAsync(TenantContext context, string from, string condition, CancellationToken cancellationToken) => new(
        await CountAsync(context, from, $"p.is_active AND {condition}", cancellationToken).ConfigureAwait(false),
        await CountAsync(context, from, $"NOT p.is_active AND {condition}", cancellationToken).ConfigureAwait(false));

    private static Task<CappedCount> CountAsync(TenantContext context, string from, string condition, CancellationToken cancellationToken) =>
        CappedCount.OfAsync(context, from, new SqlText(" WHERE " + condition), cancellationToken);
}
