using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The runs of the data-migration engine, newest first.</summary>
public partial class DataRunsCard
{
    private const string Command = "AdminApp data copy --source \"Host=…;Database=…;Username=…\" --tenant SLUG";

    /// <summary>Null until loaded.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DataMigrationRun>? Runs { get; set; }

    [Parameter]
    public bool Loading { get; set; }

    private GridPage<DataMigrationRun>? Page => Runs is null ? null : new(Runs, Runs.Count, true, 0, Math.Max(Runs.Count, 1));

    private static RenderFragment? Notice(DataMigrationRun run) =>
        run.Error is null ? null : builder => builder.AddContent(0, run.Error);
}
