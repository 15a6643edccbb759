using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdminApp.Access;

/// <summary>
/// Keeps the session cookie under a <c>__Host-</c> name, which browsers accept over https alone and from this very host, except
/// on loopback over plain http, where there is nobody in between.
/// </summary>
internal sealed class SessionCookie : ICookieManager
{
    public const string Name = "AdminApp";
    private const string HostPrefix = "__Host-";

    private readonly ChunkingCookieManager cookies = new();

    /// <summary>False for plain http from another machine: a password must not be typed there.</summary>
    public static bool MaySignIn(HttpRequest request) => request.IsHttps || IsLoopback(request.Host.Host);

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        cookies.AppendResponseCookie(context, NameFor(context, key), value, For(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        cookies.DeleteCookie(context, NameFor(context, key), For(context, options));

    private static string NameFor(HttpContext context, string key) => IsPlainLoopback(context.Request) ? key : HostPrefix + key;

    private static CookieOptions For(HttpContext context, CookieOptions options)
    {
        options.Secure = !IsPlainLoopback(context.Request);
        options.Path = "/";
        options.Domain = null;
        return options;
    }

    private static bool IsPlainLoopback(HttpRequest request) => !request.IsHttps && IsLoopback(request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
