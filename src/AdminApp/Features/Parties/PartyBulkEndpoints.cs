using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Parties;

/// <summary>Activates or deactivates many parties: counted first, applied as a batch that can be undone.</summary>
internal static class PartyBulkEndpoints
{
    private const string Description =
        "By ids or by filter. With dry_run only counted. Up to 1000 parties are done when the answer (200) comes, with each one's outcome; "
        + "more are done in the background (202): follow header Location. Sent with an Idempotency-Key, it may be sent again without being done again. Undo with POST /api/batches/{id}/undo.";

    public static void MapPartyBulk(this RouteGroupBuilder parties)
    {
        var bulk = parties.MapGroup("/bulk").Demands(Permission.ChangeActivation).ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity)
            .RequireRateLimiting(ApiLimits.Bulk).WithMetadata(new AlsoAnswers(typeof(BulkPreview)), new TakesKey(), new AnswersProblems());
        Describe(bulk.MapPost("/activate", ActivateAsync).WithName("activate_parties").WithSummary("Activate many parties"));
        Describe(bulk.MapPost("/deactivate", DeactivateAsync).WithName("deactivate_parties").WithSummary("Deactivate many parties"));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint.WithDescription(Description).Takes<BulkRequest>()
        .Produces<BatchResponse>().Produces<BatchResponse>(StatusCodes.Status202Accepted);

    private static Task<IResult> ActivateAsync(ApiCaller caller, BulkCalls calls, HttpContext context) => calls.RunAsync(caller.Access, context, activate: true);

    private static Task<IResult> DeactivateAsync(ApiCaller caller, BulkCalls calls, HttpContext context) => calls.RunAsync(caller.Access, context, activate: false);
}

/// <summary>Carries out the bulk actions of the API.</summary>
internal sealed class BulkCalls(ActivationService activations, ActivationQueries batches, BatchAnswers answers, IdempotentCalls repeatable)
{
    public Task<IResult> RunAsync(TenantAccess access, HttpContext context, bool activate)
    {
        // Who may not is told so before a key is taken.
        access.Demand(Permission.ChangeActivation);
        return repeatable.RunAsync(access, context, async (begun, note) =>
        {
            var order = await BulkOrder.ReadAsync(context.Request, activate);
            var known = begun is null ? null : await batches.GetAsync(access, begun, context.RequestAborted);
            // What an earlier attempt pinned is applied; a preview that is too old never was, and is made anew.
            if (known is not null && known.State is not (BatchState.Previewed or BatchState.Expired))
                return await AnswerAsync(access, known.Id, order, context);
            return await BeginAsync(access, order, activate, note, context);
        });
    }

    private async Task<ApiAnswer> BeginAsync(TenantAccess access, BulkOrder order, bool activate, Func<string, Task> note, HttpContext context)
    {
        var preview = await activations.PreviewAsync(access, order.Selection, activate, context.RequestAborted);
        if (order.DryRun)
            return new ApiAnswer(StatusCodes.Status200OK, BulkPreview.Of(preview, await answers.MissingAsync(access, preview.BatchId, order.Ids, context.RequestAborted)));
        if (order.ExpectedChanges is { } expected && expected != preview.WillChange)
            throw new BatchRefusedException($"{preview.WillChange} parties would change, not {expected}. Nothing was changed: look at a dry run and decide again.");
        // All of them are so already, or protected: a retry of a call that succeeded is a success.
        if (preview.WillChange > 0)
        {
            await note(preview.BatchId);
            await activations.ApplyAsync(access, preview.BatchId, order.Reason, preview.WillChange, context.RequestAborted);
        }
        return await AnswerAsync(access, preview.BatchId, order, context);
    }

    private async Task<ApiAnswer> AnswerAsync(TenantAccess access, string batchId, BulkOrder order, HttpContext context)
    {
        var notFound = await answers.MissingAsync(access, batchId, order.Ids, context.RequestAborted);
        return (await answers.AnswerAsync(access, batchId, notFound, context.RequestAborted)).Result switch
        {
            Ok<BatchResponse> done => new ApiAnswer(StatusCodes.Status200OK, done.Value!),
            Accepted<BatchResponse> queued => new ApiAnswer(StatusCodes.Status202Accepted, queued.Value!, queued.Location),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
