using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration.Verify;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>What a verification found: checks, then each differing table down to key, column and both values, then all tables.</summary>
public sealed partial class VerificationResult
{
    private const int PageSize = 50;
    private const int ColumnsNamed = 20;

    private int page;

    [Parameter, EditorRequired]
    public VerificationReport Report { get; set; } = default!;

    private string DifferingRows => Numbers.Text(Report.Tables.Sum(table => table.DifferingRows), !Report.Tables.Any(table => table.MoreDiffer));

    private GridPage<VerifiedTable> Page => new([.. Report.Tables.Skip(page * PageSize).Take(PageSize)], Report.Tables.Count, true, page, PageSize);

    private long KeyOf(VerifiedTable table)
    {
        for (var i = 0; i < Report.Tables.Count; i++)
        {
            if (ReferenceEquals(Report.Tables[i], table))
                return i;
        }
        return -1;
    }
}
