using System.Text;

namespace AdminApp.Api;

/// <summary>
/// A list as a CSV file, written while it is read, so that its size does not matter. The first row is awaited before the status is
/// sent: what can go wrong with the request goes wrong by then.
/// </summary>
/// <param name="rows">One at a time.</param>
/// <param name="fileName">What a browser saves it as.</param>
/// <param name="columns">The heading.</param>
/// <param name="cells">The cells of a row, as many as there are columns.</param>
/// <param name="forSpreadsheets">Begin with the mark by which spreadsheets recognise UTF-8; programs would have to skip it.</param>
internal sealed class CsvStream<T>(IAsyncEnumerable<T> rows, string fileName, IReadOnlyList<string> columns, Func<T, object?[]> cells, bool forSpreadsheets) : IResult
{
    private const int BufferChars = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        await using var row = rows.GetAsyncEnumerator(cancellationToken);
        var more = await row.MoveNextAsync();
        httpContext.Response.ContentType = "text/csv; charset=utf-8";
        Attachment.Name(httpContext.Response, fileName);
        await using var writer = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(forSpreadsheets), BufferChars, leaveOpen: true);
        await writer.WriteAsync(CsvLine.Of([.. columns]));
        for (; more; more = await row.MoveNextAsync())
            await writer.WriteAsync(CsvLine.Of(cells(row.Current)));
        await writer.FlushAsync(cancellationToken);
    }
}
