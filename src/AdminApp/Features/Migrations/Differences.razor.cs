using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Verify;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>The differing rows of one table: key, column and both values.</summary>
public sealed partial class Differences
{
    private const int PageSize = 25;

    private int page;

    [Parameter, EditorRequired]
    public VerifiedTable Table { get; set; } = default!;

    private int Listed => Table.Differences.DistinctBy(difference => difference.Key).Count();

    private GridPage<DifferenceRow> Page =>
        new([.. Table.Differences.Skip(page * PageSize).Take(PageSize).Select((difference, index) => new DifferenceRow(index, difference))], Table.Differences.Count, true, page, PageSize);

    private sealed record DifferenceRow(long Key, VerificationDifference Difference);
}
