using System.Globalization;
using AdminApp.Data.Activations;
using Microsoft.Net.Http.Headers;

namespace AdminApp.Api;

/// <summary>A record's version as its ETag, and the version a caller saw as If-Match.</summary>
internal static class ETags
{
    public static string Of(IActivatable record) => string.Create(CultureInfo.InvariantCulture, $"\"{record.Version}\"");

    public static void Set(HttpContext context, IActivatable record) => context.Response.Headers.ETag = Of(record);

    /// <summary>The caller holds this version already.</summary>
    public static bool NotModified(HttpContext context, IActivatable record) =>
        context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == Of(record));

    /// <returns>null when the caller made no condition.</returns>
    /// <exception cref="ApiRefusedException">It is not an ETag of this API.</exception>
    public static int? ExpectedVersion(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
            return null;
        return EntityTagHeaderValue.TryParse(header, out var tag) && !tag.IsWeak && int.TryParse(tag.Tag.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ApiRefusedException(StatusCodes.Status400BadRequest, "If-Match must be one ETag as this API returned it, such as \"3\".");
    }
}
