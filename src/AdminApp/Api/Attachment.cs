using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace AdminApp.Api;

/// <summary>Answers that are saved as files.</summary>
internal static class Attachment
{
    public static void Name(HttpResponse response, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    /// <summary>"parties-sharma-2026-01-31": what, whose, as of which day (UTC).</summary>
    public static string NameOf(string what, string slug, TimeProvider time) => string.Create(CultureInfo.InvariantCulture, $"{what}-{slug}-{time.GetUtcNow():yyyy-MM-dd}");
}
