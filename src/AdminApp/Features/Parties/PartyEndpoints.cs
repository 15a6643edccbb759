using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Parties;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AdminApp.Features.Parties;

/// <summary>One party: the origin's create, update and toggle, and what it lacked. The contract is docs/api.md.</summary>
internal static class PartyEndpoints
{
    private const string PathId = "party_id";

    public static void MapParties(this IEndpointRouteBuilder routes)
    {
        var parties = routes.MapGroup("/api/parties").WithTags("parties");
        parties.MapPartyLists();
        parties.MapPartyBulk();
        parties.MapPost("", CreateAsync).WithName("create_party").WithSummary("Create a party").Takes<PartyCreate>().Demands(Permission.EditParties)
            .ProducesFault(StatusCodes.Status422UnprocessableEntity);
        var one = parties.MapGroup($"/{{{PathId}}}").ProducesFault(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        one.MapGet("", GetAsync).WithName("get_party").WithSummary("Show a party, active or not")
            .WithDescription("Header ETag holds its version; send it back as If-Match with a change, or as If-None-Match to learn whether it changed (304 when not).");
        one.MapPut("", UpdateAsync).WithName("update_party").WithSummary("Change the fields sent, and no others").Takes<PartyUpdate>().Demands(Permission.EditParties)
            .ProducesFault(StatusCodes.Status400BadRequest, StatusCodes.Status412PreconditionFailed);
        one.MapPatch("/toggle", ToggleAsync).WithName("toggle_party").WithSummary("Flip active and inactive")
            .WithDescription("Without a body. A retry flips it back: prefer activate and deactivate.").Demands(Permission.ChangeActivation)
            .ProducesFault(StatusCodes.Status409Conflict);
        one.MapDelete("", DeleteAsync).WithName("delete_party").WithSummary("Deactivate a party")
            .WithDescription("Nothing is ever removed: documents go on showing the party. Repeating it is a success.").Demands(Permission.ChangeActivation)
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed);
        one.MapPost("/activate", ActivateAsync).WithName("activate_party").WithSummary("Activate a party").Takes<ActivationReason>().Demands(Permission.ChangeActivation)
            .WithDescription("Repeating it is a success that changes nothing.").ProducesFault(StatusCodes.Status412PreconditionFailed);
        one.MapPost("/deactivate", DeactivateAsync).WithName("deactivate_party").WithSummary("Deactivate a party").Takes<ActivationReason>().Demands(Permission.ChangeActivation)
            .WithDescription("Repeating it is a success that changes nothing. A protected party stays active: 409.").ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Created<PartyResponse>> CreateAsync(ApiCaller caller, PartyService parties, HttpContext context)
    {
        // Who may not create is told so before the body is judged.
        caller.Access.Demand(Permission.EditParties);
        var party = await parties.CreateAsync(caller.Access, await PartyContractBodies.NewPartyAsync(context.Request), fromForm: false, context.RequestAborted);
        ETags.Set(context, party);
        return TypedResults.Created($"/api/parties/{party.Id}", PartyResponse.Of(party));
    }

    private static async Task<Results<Ok<PartyResponse>, StatusCodeHttpResult>> GetAsync(ApiCaller caller, PartyQueries parties, HttpContext context, [FromRoute(Name = PathId)] string partyId)
    {
        var id = ApiText.PathId(partyId, PathId);
        var party = await parties.FindAsync(caller.Access, id, context.RequestAborted) ?? throw new PartyNotFoundException(id);
        ETags.Set(context, party);
        return ETags.NotModified(context, party) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(PartyResponse.Of(party));
    }

    private static async Task<Ok<PartyResponse>> UpdateAsync(ApiCaller caller, PartyService parties, HttpContext context, [FromRoute(Name = PathId)] string partyId)
    {
        caller.Access.Demand(Permission.EditParties);
        var id = ApiText.PathId(partyId, PathId);
        var changes = await PartyContractBodies.ChangesAsync(context.Request);
        return Shown(context, await parties.UpdateAsync(caller.Access, id, changes, ETags.ExpectedVersion(context), fromForm: false, context.RequestAborted));
    }

    private static async Task<Ok<PartyResponse>> ToggleAsync(ApiCaller caller, PartyService parties, HttpContext context, [FromRoute(Name = PathId)] string partyId) =>
        Shown(context, await parties.ToggleAsync(caller.Access, ApiText.PathId(partyId, PathId), context.RequestAborted));

    private static async Task<NoContent> DeleteAsync(ApiCaller caller, PartyService parties, HttpContext context, [FromRoute(Name = PathId)] string partyId)
    {
        await parties.SetActiveAsync(caller.Access, ApiText.PathId(partyId, PathId), active: false, ETags.ExpectedVersion(context), reason: null, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Task<Ok<PartyResponse>> ActivateAsync(ApiCaller caller, PartyService parties, HttpContext context, [FromRoute(Name = PathId)] string partyId) =>
        SetActiveAsync(caller, parties, context, partyId, active: true);

    private static Task<Ok<PartyResponse>> DeactivateAsync(ApiCaller caller, PartyService parties, HttpContext context, [FromRoute(Name = PathId)] string partyId) =>
        SetActiveAsync(caller, parties, context, partyId, active: false);

    private static async Task<Ok<PartyResponse>> SetActiveAsync(ApiCaller caller, PartyService parties, HttpContext context, string partyId, bool active)
    {
        var id = ApiText.PathId(partyId, PathId);
        var reason = await PartyContractBodies.ReasonAsync(context.Request);
        return Shown(context, await parties.SetActiveAsync(caller.Access, id, active, ETags.ExpectedVersion(context), reason, context.RequestAborted));
    }

    private static Ok<PartyResponse> Shown(HttpContext context, Party party)
    {
        ETags.Set(context, party);
        return TypedResults.Ok(PartyResponse.Of(party));
    }
}
