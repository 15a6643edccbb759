using AdminApp.Data.Imports;

namespace AdminApp.Features.Exchange;

/// <summary>A file that was taken in; nothing was imported yet.</summary>
/// <param name="Columns">Its columns, each with the field its heading suggests.</param>
/// <param name="Sample">Its first rows.</param>
public sealed record ImportResponse(string Id, string Delimiter, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Sample)
{
    public static ImportResponse Of(ImportUpload upload) =>
        new(upload.Id, upload.Delimiter.ToString(), [.. upload.Headings.Zip(upload.Suggested, (heading, field) => new ImportColumn(heading, field))], upload.Sample);
}

/// <param name="Field">Key of a party, or type, is_customer, is_vendor; null: the column is left out.</param>
public sealed record ImportColumn(string Heading, string? Field);

/// <summary>How a file is to be imported.</summary>
/// <param name="File">Its name, for the batch.</param>
/// <param name="Columns">Field of each column by its heading; columns not named are left out. Absent: as suggested.</param>
/// <param name="Type">customer (default), vendor or both: for rows that do not say.</param>
/// <param name="OnFault">refuse (default): one row with faults keeps all out; skip: only itself.</param>
public sealed record ImportCheck(string? File = null, IReadOnlyDictionary<string, string?>? Columns = null, string? Type = null, string? OnFault = null);

/// <summary>What importing would do. Nothing was imported yet.</summary>
/// <param name="Known">Rows whose name is there already; they are imported all the same.</param>
/// <param name="CanApply">Applying it would create something.</param>
/// <param name="Faults">The first rows with faults; all of them are in the file of faults.</param>
public sealed record ImportCheckResponse(
    string Id, int Rows, int WillCreate, int Bad, int Known, IReadOnlyList<string> KnownSample, bool CanApply, IReadOnlyList<ImportFaultResponse> Faults)
{
    public static ImportCheckResponse Of(ImportPreview preview) => new(
        preview.Id, preview.Order.Rows, preview.WillCreate, preview.Order.Bad, preview.Known, preview.KnownSample, preview.CanApply,
        [.. preview.Faults.SelectMany(row => row.Faults.Select(fault => new ImportFaultResponse(row.Number, row.Line, fault.Field, fault.Message)))]);
}

/// <param name="Row">From 1, without the heading.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Field">Empty when it is the whole row.</param>
public sealed record ImportFaultResponse(int Row, int Line, string Field, string Message);

/// <summary>Why an import is made; the whole body may be left out.</summary>
public sealed record ImportReason(string? Reason = null);
