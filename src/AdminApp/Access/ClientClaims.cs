using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace AdminApp.Access;

/// <summary>
/// Notes where a request came from and which tenant its browser chose beside the person's claims. An interactive page keeps the
/// principal of the request that opened its circuit, and later has no other way to know.
/// </summary>
internal sealed class ClientClaims(IHttpContextAccessor http) : IClaimsTransformation
{
    private const int UserAgentLength = 300;

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (http.HttpContext is not { } context || principal.HasClaim(claim => claim.Type == AppClaims.Address))
            return Task.FromResult(principal);
        // Without an authentication type: it describes the client and proves nothing.
        var client = new ClaimsIdentity([new(AppClaims.Address, Address(context))]);
        if (UserAgent(context) is { } agent)
            client.AddClaim(new(AppClaims.UserAgent, agent));
        if (context.Request.Cookies[TenantChoice.Cookie] is { Length: > 0 } tenant)
            client.AddClaim(new(AppClaims.Tenant, tenant));
        return Task.FromResult(new ClaimsPrincipal(principal.Identities.Append(client)));
    }

    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "local";
    }

    private static string? UserAgent(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return agent.Length switch { 0 => null, <= UserAgentLength => agent, _ => agent[..UserAgentLength] };
    }
}
