using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.DataMigration;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What one run did with each table: counts on both sides, duration, declared fills.</summary>
public partial class RunTables
{
    [Parameter, EditorRequired]
    public DataMigrationRun Run { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<DataRunTable> Tables { get; set; } = [];

    private GridPage<DataRunTable> Page => new(Tables, Tables.Count, true, 0, Math.Max(Tables.Count, 1));

    private long Position(DataRunTable table)
    {
        for (var index = 0; index < Tables.Count; index++)
            if (Tables[index].Name == table.Name)
                return index;
        return -1;
    }

    private static string Fills(DataRunTable table) =>
        string.Join(", ", table.Fills.Select(fill => $"{Numbers.Text(fill.Value)} × {fill.Key}"));
}
