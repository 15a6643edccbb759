using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using AdminApp.Access;
using AdminApp.Configuration;
using Microsoft.AspNetCore.RateLimiting;

namespace AdminApp.Api;

/// <summary>
/// So many calls a minute from one token (Api:RequestsPerMinute), and fewer of those that are much work (Api:BulkPerMinute). Who
/// sends no token, or a wrong one, is counted by address.
/// </summary>
internal static class ApiLimits
{
    /// <summary>Policy of bulk actions, imports and exports.</summary>
    public const string Bulk = "bulk";

    private const int Segments = 6;

    public static void AddApiLimits(this IServiceCollection services) => services.Configure<RateLimiterOptions>(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api")
            ? Partition(context, settings => settings.RequestsPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Bulk, context => Partition(context, settings => settings.BulkPerMinute));
    });

    /// <summary>Words for a call that came too early.</summary>
    public static string Refusal(int seconds) => string.Create(CultureInfo.InvariantCulture, $"Too many calls. Nothing was done; go on in {seconds} seconds.");

    private static RateLimitPartition<string> Partition(HttpContext context, Func<ApiSettings, int> perMinute)
    {
        var limit = perMinute(context.RequestServices.GetRequiredService<ApiSettings>());
        return limit == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(Caller(context), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = limit,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = Segments,
            });
    }

    private static string Caller(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } person
        ? $"{person} {context.User.Scope()?.TokenName}"
        : ClientClaims.Address(context);
}
