using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminApp.Api;

/// <summary>
/// Of an endpoint that the origin did not have: its refusals are problem details (RFC 9457). The origin's keep <c>{"detail": …}</c>,
/// which its callers know; <c>detail</c> is in both.
/// </summary>
internal sealed record AnswersProblems
{
    public static bool At(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AnswersProblems>() is not null;
}

/// <summary>A refusal as problem details.</summary>
/// <param name="Type">Always about:blank: the status says what kind it is.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Errors">Of 422: every fault of the request.</param>
/// <param name="TraceId">Of 500: names the log entry.</param>
public sealed record ApiProblem(
    string Type, string Title, int Status, string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ApiFault>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null)
{
    public const string ContentType = "application/problem+json";

    /// <param name="status">HTTP status.</param>
    /// <param name="detail">A text, or the faults of a 422.</param>
    /// <param name="traceId">Null where nothing was logged.</param>
    public static ApiProblem Of(int status, object detail, string? traceId = null)
    {
        var errors = detail as IReadOnlyList<ApiFault>;
        var text = detail as string ?? (errors is null ? "" : string.Join(" ", errors.Select(fault => $"{string.Join('.', fault.Loc)}: {fault.Msg}.")));
        return new ApiProblem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, text, errors, traceId);
    }
}
