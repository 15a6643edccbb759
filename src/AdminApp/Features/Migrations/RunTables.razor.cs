using System.Text.Json;
using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What one run did with each table: counts on both sides, duration, declared fills.</summary>
public partial class RunTables
{
    [Parameter, EditorRequired]
    public DataMigrationRun Run { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<DataMigrationTable> Tables { get; set; } = [];

    private GridPage<DataMigrationTable> Page => new(Tables, Tables.Count, true, 0, Math.Max(Tables.Count, 1));

    // {"is_active": 1204}, as the journal keeps it.
    private static string Fills(string json) => string.Join(", ",
        (JsonSerializer.Deserialize<Dictionary<string, long>>(json) ?? []).Select(fill => $"{Numbers.Text(fill.Value)} × {fill.Key}"));
}
