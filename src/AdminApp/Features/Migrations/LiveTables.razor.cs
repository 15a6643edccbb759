using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The tables of a copy on its way: those that are loading first, then those that wait, then those that are done.</summary>
public sealed partial class LiveTables
{
    private const int PageSize = 10;

    private int page;

    [Parameter, EditorRequired]
    public IReadOnlyList<DataCopyTableProgress> Tables { get; set; } = [];

    /// <summary>All rows are there, also those of tables an earlier run had finished.</summary>
    [Parameter]
    public bool Loaded { get; set; }

    private GridPage<LiveTable> Page
    {
        get
        {
            var ordered = Tables.Select((table, index) => new LiveTable(index, table, Loaded || table.Done)).OrderBy(table => table.Rank).ThenBy(table => table.Key);
            return new([.. ordered.Skip(page * PageSize).Take(PageSize)], Tables.Count, true, page, PageSize);
        }
    }

    private sealed record LiveTable(long Key, DataCopyTableProgress Progress, bool IsDone)
    {
        public int Rank => IsDone ? 2 : Progress.Rows > 0 ? 0 : 1;

        public string State => Rank switch { 0 => "loading", 1 => "waiting", _ => "loaded" };
    }
}
