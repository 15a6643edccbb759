using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>Schema migrations that were applied or reverted, failed ones with their reason.</summary>
public partial class SchemaHistory
{
    private const int Shown = 20;

    [Parameter, EditorRequired]
    public IEnumerable<SchemaMigrationRun> Runs { get; set; } = [];

    private GridPage<SchemaMigrationRun> Page
    {
        get
        {
            var newest = Runs.OrderByDescending(run => run.Id).Take(Shown).ToList();
            return new(newest, newest.Count, true, 0, Shown);
        }
    }

    private static RenderFragment? Notice(SchemaMigrationRun run) =>
        run.Error is null ? null : builder => builder.AddContent(0, run.Error);
}
