using AdminApp.Data.Audit;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Dashboard;

/// <summary>The last lines of the audit.</summary>
public partial class RecentChanges
{
    /// <summary>Newest first; null until loaded.</summary>
    [Parameter]
    public IReadOnlyList<AuditRow>? Rows { get; set; }
}
