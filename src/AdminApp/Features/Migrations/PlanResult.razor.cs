using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Plan;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What a plan found, the worst first.</summary>
public sealed partial class PlanResult
{
    private const int MostShown = 50;
    private const int PageSize = 10;

    private IReadOnlyList<PlanTable> tables = [];
    private int page;

    [Parameter, EditorRequired]
    public MigrationPlan Plan { get; set; } = default!;

    [Parameter]
    public EventCallback OnClose { get; set; }

    private int Blocking => Plan.Findings.Count(finding => finding.Severity == PlanSeverity.Blocks);

    private GridPage<PlanTable> Page => new([.. tables.Skip(page * PageSize).Take(PageSize)], tables.Count, true, page, PageSize);

    private IEnumerable<FindingGroup> Groups => new[]
    {
        Group(PlanSeverity.Blocks, TagKind.Bad, "Blocks the copy: mend it in the source"),
        Group(PlanSeverity.Sidecar, TagKind.Warn, "Kept exactly beside the table, because SQLite cannot hold it"),
        Group(PlanSeverity.Harmless, TagKind.Plain, "Different in SQLite, nothing is lost"),
    }.Where(group => group.Findings.Count > 0);

    protected override void OnParametersSet()
    {
        tables = [.. Plan.Tables.OrderByDescending(table => table.Bytes)];
        page = 0;
    }

    private FindingGroup Group(PlanSeverity severity, TagKind kind, string title) => new(severity, kind, title, [.. Plan.Findings.Where(finding => finding.Severity == severity)]);

    private long KeyOf(PlanTable table)
    {
        for (var i = 0; i < tables.Count; i++)
        {
            if (ReferenceEquals(tables[i], table))
                return i;
        }
        return -1;
    }

    private sealed record FindingGroup(PlanSeverity Severity, TagKind Kind, string Title, IReadOnlyList<PlanFinding> Findings);
}
