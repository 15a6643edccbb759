namespace AdminApp.Access;

/// <summary>Headers that keep other sites and injected markup out, and the Origin check of the pages' WebSocket.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts come from this host alone and never from markup. Styles may stand in attributes because the component library
    /// positions its elements that way. 'self' covers the WebSocket of the same host.
    /// </summary>
    internal const string ContentPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Set last, so that no later component of the pipeline weakens them.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return Task.CompletedTask;
        });
        if (!context.Request.Path.StartsWithSegments("/_blazor") || IsSameOrigin(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <summary>Browsers send Origin with every WebSocket handshake, and cookies too, whichever site the page came from.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
