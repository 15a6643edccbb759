using System.Data.Common;
using System.Runtime.CompilerServices;
using AdminApp.Data.Access;
using AdminApp.Data.Schema;
using AdminApp.Data.Sql;
using AdminApp.Data.Tenants;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Audit;

/// <summary>Reads the audit: this application's entries and the imported ones in one list, newest first.</summary>
public sealed class AuditQueries(TenantDatabases databases)
{
    public const int MaxPageSize = 1000;

    /// <summary>One page with the number of all that match.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<AuditPage> ListAsync(TenantAccess access, AuditFilter filter, int pageIndex, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pageIndex);
        await using var context = await OpenAsync(access, cancellationToken).ConfigureAwait(false);
        var size = Math.Clamp(pageSize, 1, MaxPageSize);
        var total = await CappedCount.OfAsync(context, "", new SqlText("(").Add(AuditSql.Select(filter)).Add(") AS found"), cancellationToken).ConfigureAwait(false);
        var rows = await AuditSql.Select(filter).Add(AuditSql.OrderBy).Add(" LIMIT ").Value(size).Add(" OFFSET ").Value((long)pageIndex * size)
            .RowsAsync(context, Map, cancellationToken).ConfigureAwait(false);
        return new AuditPage(rows, total, pageIndex);
    }

    /// <summary>The newest rows that belong to no bulk action, without counting the others.</summary>
    /// <exception cref="ForbiddenException">The actor may not read.</exception>
    public async Task<IReadOnlyList<AuditRow>> RecentSingleAsync(TenantAccess access, int count, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(access, cancellationToken).ConfigureAwait(false);
        return await AuditSql.Select(new AuditFilter { SingleOnly = true }).Add(AuditSql.OrderBy).Add(" LIMIT ").Value(Math.Clamp(count, 1, MaxPageSize))
            .RowsAsync(context, Map, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every matching row, one at a time: for exports.</summary>
    public async IAsyncEnumerable<AuditRow> StreamAsync(TenantAccess access, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(access, cancellationToken).ConfigureAwait(false);
        await foreach (var row in AuditSql.Select(filter).Add(AuditSql.OrderBy).StreamAsync(context, Map, cancellationToken).ConfigureAwait(false))
            yield return row;
    }

    private async Task<TenantContext> OpenAsync(TenantAccess access, CancellationToken cancellationToken)
    {
        access.Demand(Permission.Read);
        var context = await databases.ReadAsync(access.Slug, cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return context;
    }

    private static AuditRow Map(DbDataReader reader) => new(
        (AuditSource)reader.GetInt32(0), reader.GetInt64(1), DateTime.SpecifyKind(reader.GetDateTime(2), DateTimeKind.Utc), reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.Text(5), reader.Text(6), reader.GetString(7), reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetInt64(9), reader.Text(10), reader.Text(11), reader.Text(12), reader.Text(13), reader.Text(14));
}
