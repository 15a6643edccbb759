using AdminApp.Data.Sql;

namespace AdminApp.Data.Dashboard;

/// <summary>Records of one kind by state.</summary>
public sealed record StateCounts(CappedCount Active, CappedCount Inactive);

/// <summary>How a tenant stands. Counts stop at <see cref="CappedCount.Bound"/>.</summary>
/// <param name="Customers">A party that is both counts as both.</param>
/// <param name="Vendors">A party that is both counts as both.</param>
/// <param name="Products">All products.</param>
/// <param name="InactiveWithBalance">Inactive parties with an unpaid balance on an open invoice or purchase.</param>
/// <param name="WithoutGstin">Active parties without a GSTIN.</param>
public sealed record DashboardFigures(StateCounts Customers, StateCounts Vendors, StateCounts Products, CappedCount InactiveWithBalance, CappedCount WithoutGstin)
{
    /// <summary>GSTINs that more than one party carries: entered twice, most likely.</summary>
    public CappedCount SharedGstins { get; init; }
}

/// <summary>What can be said about the safety of a tenant's data without opening its files.</summary>
/// <param name="LastBackupAt">UTC; null when there is none.</param>
/// <param name="LastBackupVerified">true or false as the last verification found; null when it was never verified.</param>
/// <param name="LastCopyAt">UTC start of the last data copy; null when there was none.</param>
/// <param name="LastCopyState">running, completed, failed or cancelled.</param>
/// <param name="LastCopyRows">Rows it copied.</param>
public sealed record DashboardSafety(DateTime? LastBackupAt, bool? LastBackupVerified, DateTime? LastCopyAt, string? LastCopyState, long LastCopyRows);
