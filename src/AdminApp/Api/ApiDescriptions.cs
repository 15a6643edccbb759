using AdminApp.Data.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace AdminApp.Api;

/// <summary>The body an endpoint reads by hand, for the OpenAPI document.</summary>
internal sealed record TakesBody(Type Type, string ContentType = "application/json");

/// <summary>Another body of status 200 than the one its return type tells, for the OpenAPI document.</summary>
internal sealed record AlsoAnswers(Type Type);

/// <summary>The endpoint takes the header Idempotency-Key; for the OpenAPI document.</summary>
internal sealed record TakesKey;

/// <summary>What endpoints say of themselves.</summary>
internal static class ApiDescriptions
{
    /// <summary>
    /// Said to the document only: said to routing, it would answer a form with 415 before the origin's 422 is reached.
    /// </summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesBody(typeof(T)));

    /// <summary>Refuses callers without the permission before anything else is looked at.</summary>
    public static TBuilder Demands<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(permission.ToString()).ProducesFault(StatusCodes.Status403Forbidden);

    public static TBuilder ProducesFault<TBuilder>(this TBuilder endpoint, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            endpoint.WithMetadata(new Fault(status));
        return endpoint;
    }

    private sealed record Fault(int StatusCode) : IProducesResponseTypeMetadata
    {
        public Type Type => StatusCode == StatusCodes.Status422UnprocessableEntity ? typeof(ApiFaults) : typeof(ApiRefusal);

        public IEnumerable<string> ContentTypes { get; } = ["application/json"];
    }
}

/// <summary>The body of a refusal.</summary>
/// <param name="Detail">What is wrong and what to do.</param>
public sealed record ApiRefusal(string Detail);

/// <summary>The body of a 422: every fault of the request.</summary>
public sealed record ApiFaults(IReadOnlyList<ApiFault> Detail);
