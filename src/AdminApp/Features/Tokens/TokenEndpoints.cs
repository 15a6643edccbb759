using System.ComponentModel;
using System.Globalization;
using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Tokens;

/// <summary>Tokens of programs, for administrators.</summary>
internal static class TokenEndpoints
{
    private const string Root = "/api/tokens";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup(Root).WithTags("tokens").Demands(Permission.ManagePeople).WithMetadata(new AnswersProblems()).AddEndpointFilter(HttpAccess.RefuseOthersTenantAsync);
        tokens.MapGet("", ListAsync).WithName("list_tokens").WithSummary("List the tokens of programs, newest first");
        tokens.MapPost("", CreateAsync).WithName("create_token").WithSummary("Make a token").Takes<TokenRequest>()
            .WithDescription("The answer holds the token itself, this once.").ProducesFault(StatusCodes.Status422UnprocessableEntity);
        tokens.MapDelete("/{id}", RevokeAsync).WithName("revoke_token").WithSummary("End a token at once").WithDescription("Repeating it is a success.")
            .ProducesFault(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<TokenResponse>>> ListAsync(AccessProvider access, TokenAdministration tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<TokenResponse>>([.. (await tokens.ListAsync(await access.ActorAsync(cancellationToken), cancellationToken)).Select(TokenResponse.Of)]);

    private static async Task<Created<NewTokenResponse>> CreateAsync(AccessProvider access, TokenAdministration tokens, HttpContext context)
    {
        var body = await ApiBody.ReadAsync(context.Request);
        body.AllowOnly("name", "person", "scopes", "tenant", "days");
        var wanted = new NewToken(body.RequiredText("name"), body.RequiredText("person"), body.Texts("scopes"), body.OptionalText("tenant"), body.Number("days") ?? TokenRequest.UsualDays);
        body.Refuse();
        try
        {
            var issued = await tokens.CreateAsync(await access.ActorAsync(context.RequestAborted), wanted, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Created($"{Root}/{issued.Row.Id}", new NewTokenResponse(issued.Secret, TokenResponse.Of(issued.Row)));
        }
        catch (TokenFaultException fault)
        {
            throw new ApiValidationException(ApiFault.Value(fault.Message, null, "body", fault.Field == nameof(NewToken.TenantSlug) ? "tenant" : fault.Field.ToLowerInvariant()));
        }
    }

    private static async Task<NoContent> RevokeAsync(
        AccessProvider access, TokenAdministration tokens, string id, [Description("Why; kept with the token's events.")] string? reason, CancellationToken cancellationToken)
    {
        var found = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await tokens.RevokeAsync(await access.ActorAsync(cancellationToken), number, reason, cancellationToken);
        return found ? TypedResults.NoContent() : throw new ApiRefusedException(StatusCodes.Status404NotFound, "Token not found");
    }
}
