using AdminApp.Components.Controls;
using AdminApp.Data.DataMigration;
using AdminApp.Features.Operations;
using Microsoft.AspNetCore.Components;

namespace AdminApp.Features.Migrations;

/// <summary>A copy that was carried out: each table with its counts on both sides, digest, time and declared fills.</summary>
public sealed partial class CopyReport
{
    private const int PageSize = 50;

    private static readonly (string Key, string Word)[] Steps =
        [("connect", "connecting"), ("load", "loading"), ("index", "indexes"), ("check", "checks"), ("verify", "verification"), ("finish", "finish")];

    private int page;

    [Parameter, EditorRequired]
    public DataCopyReport Report { get; set; } = default!;

    private string Verdict => Report.Verification is { Ok: true }
        ? "Every value of every row was compared with the source; counts, keys and the file were checked."
        : "Counts, keys and the file were checked; the values were not compared.";

    private string Spent => string.Join(", ", Steps.Where(step => Report.Timings.ContainsKey(step.Key)).Select(step => $"{step.Word} {Durations.Text(Report.Timings[step.Key])}"));

    private GridPage<ReportRow> Page =>
        new([.. Report.Tables.Skip(page * PageSize).Take(PageSize).Select((table, index) => new ReportRow(index, table, DigestOf(page * PageSize + index)))], Report.Tables.Count, true, page, PageSize);

    // The verification has the same tables in the same order, named as in the source.
    private string? DigestOf(int table) => Report.Verification is { } verification && verification.Tables.Count == Report.Tables.Count ? verification.Tables[table].Digest : null;

    private sealed record ReportRow(long Key, DataCopyTable Table, string? Digest)
    {
        public string Notes => string.Join(", ", Table.Fills.Select(fill => $"{Numbers.Text(fill.Value)} × {fill.Key}"));
    }
}
