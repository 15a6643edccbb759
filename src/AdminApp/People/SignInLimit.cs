using System.Globalization;
using System.Threading.RateLimiting;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Configuration;
using AdminApp.Features.People.Account;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace AdminApp.People;

/// <summary>So many attempts a minute from one address (Access:SignInsPerMinute), whatever names they try.</summary>
internal static class SignInLimit
{
    public const string Policy = "sign-in";

    public static void AddSignInLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(ClientClaims.Address(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = context.RequestServices.GetRequiredService<AccessSettings>().SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            AutoReplenishment = true,
        }));
        options.OnRejected = RejectAsync;
    });

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        const string Message = "Too many attempts from this address. Try again in a minute.";
        var context = rejected.HttpContext;
        var isSignIn = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Policy;
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max((int)Math.Ceiling(wait.TotalSeconds), 1) : isSignIn ? 60 : 10;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (context.Request.Path.StartsWithSegments("/api"))
            await ApiDetail.WriteAsync(context, StatusCodes.Status429TooManyRequests, isSignIn ? Message : ApiLimits.Refusal(seconds));
        else
            await new RazorComponentResult<MessagePage>(new { Heading = "Too many attempts", Message }) { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(context);
    }
}
