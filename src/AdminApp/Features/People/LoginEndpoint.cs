using System.Text.Json;
using AdminApp.Access;
using AdminApp.Configuration;
using AdminApp.Data.People;
using AdminApp.People;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AdminApp.Features.People;

/// <summary>The answer to a login.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>bearer</c>.</param>
public sealed record LoginAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string AccessToken,
    [property: System.Text.Json.Serialization.JsonPropertyName("token_type")] string TokenType = "bearer");

/// <summary>What a login sends.</summary>
public sealed record LoginRequest(string Username, string Password);

/// <summary><c>POST /api/auth/login</c>, with the origin's bodies and statuses.</summary>
internal static class LoginEndpoint
{
    private const long BodyLimit = 8 * 1024;

    public static void MapLogin(this WebApplication app) => app.MapPost("/api/auth/login", LoginAsync)
        .AllowAnonymous()
        .RequireRateLimiting(SignInLimit.Policy)
        .Produces<LoginAnswer>()
        .Produces(StatusCodes.Status401Unauthorized)
        .Produces(StatusCodes.Status422UnprocessableEntity)
        .Produces(StatusCodes.Status429TooManyRequests)
        .WithName("login")
        .WithTags("auth")
        .WithSummary("Exchange a user name and password for a bearer token.")
        .AddOpenApiOperationTransformer(DescribeBodyAsync);

    /// <summary>Said to the document only: said to routing, it would answer a form with 415 before the origin's 422 is reached.</summary>
    private static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(LoginRequest), null, cancellationToken) },
            },
        };

    /// <summary>The body is read by hand: the origin's answers to a form or a missing field are part of its contract.</summary>
    private static async Task<IResult> LoginAsync(HttpContext context, PasswordSignIn signIn, ApiTokens tokens, AccessSettings settings)
    {
        if (!context.Request.HasJsonContentType())
            return ApiDetail.Unprocessable("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", "body");
        if (context.Request.ContentLength > BodyLimit)
            return ApiDetail.Result(StatusCodes.Status413PayloadTooLarge, "The body is too large");
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            return ApiDetail.Unprocessable("json_invalid", "JSON decode error", "body");
        }
        using (body)
        {
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return ApiDetail.Unprocessable("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", "body");
            foreach (var field in new[] { "username", "password" })
            {
                if (!body.RootElement.TryGetProperty(field, out var value))
                    return ApiDetail.Unprocessable("missing", "Field required", "body", field);
                if (value.ValueKind != JsonValueKind.String)
                    return ApiDetail.Unprocessable("string_type", "Input should be a valid string", "body", field);
            }
            var person = await signIn.CheckAsync(body.RootElement.GetProperty("username").GetString(), body.RootElement.GetProperty("password").GetString(), ClientClaims.Address(context), context.RequestAborted);
            return person is null
                ? ApiDetail.Result(StatusCodes.Status401Unauthorized, "Invalid credentials")
                : TypedResults.Ok(new LoginAnswer(await tokens.IssueAsync(person.Id, "login", TimeSpan.FromMinutes(settings.TokenMinutes), context.RequestAborted)));
        }
    }
}
