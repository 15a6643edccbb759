using System.Text.Json.Nodes;
using AdminApp.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Access;

/// <summary>The body of the API's refusals: <c>{"detail": "…"}</c>, or a list of faults with 422, as the origin's callers know them.</summary>
internal static class ApiDetail
{
    public static JsonHttpResult<JsonObject> Result(int status, string detail) =>
        TypedResults.Json(new JsonObject { ["detail"] = detail }, statusCode: status);

    /// <summary>One fault of a 422 answer. What was sent is not repeated: it may hold a password.</summary>
    public static JsonHttpResult<JsonObject> Unprocessable(string type, string message, params string[] location) =>
        TypedResults.Json(new JsonObject
        {
            ["detail"] = new JsonArray(new JsonObject
            {
                ["type"] = type,
                ["loc"] = new JsonArray([.. location.Select(part => JsonValue.Create(part))]),
                ["msg"] = message,
                ["input"] = null,
            }),
        }, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static Task WriteAsync(HttpContext context, int status, string detail) => AnswersProblems.At(context)
        ? TypedResults.Json(ApiProblem.Of(status, detail), contentType: ApiProblem.ContentType, statusCode: status).ExecuteAsync(context)
        : Result(status, detail).ExecuteAsync(context);
}
