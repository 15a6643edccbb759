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
        + "more are done in the background (202): follow header Location. Undo with POST /api/batches/{id}/undo.";

    public static void MapPartyBulk(this RouteGroupBuilder parties)
    {
        var bulk = parties.MapGroup("/bulk").Demands(Permission.ChangeActivation).ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new AlsoAnswers(typeof(BulkPreview)));
        bulk.MapPost("/activate", ActivateAsync).WithName("activate_parties").WithSummary("Activate many parties").WithDescription(Description).Takes<BulkRequest>();
        bulk.MapPost("/deactivate", DeactivateAsync).WithName("deactivate_parties").WithSummary("Deactivate many parties").WithDescription(Description).Takes<BulkRequest>();
    }

    private static Task<Results<Ok<BulkPreview>, Ok<BatchResponse>, Accepted<BatchResponse>>> ActivateAsync(
        ApiCaller caller, ActivationService activations, BatchAnswers answers, HttpRequest request, CancellationToken cancellationToken) =>
        RunAsync(caller.Access, activations, answers, request, activate: true, cancellationToken);

    private static Task<Results<Ok<BulkPreview>, Ok<BatchResponse>, Accepted<BatchResponse>>> DeactivateAsync(
        ApiCaller caller, ActivationService activations, BatchAnswers answers, HttpRequest request, CancellationToken cancellationToken) =>
        RunAsync(caller.Access, activations, answers, request, activate: false, cancellationToken);

    private static async Task<Results<Ok<BulkPreview>, Ok<BatchResponse>, Accepted<BatchResponse>>> RunAsync(
        TenantAccess access, ActivationService activations, BatchAnswers answers, HttpRequest request, bool activate, CancellationToken cancellationToken)
    {
        var order = await BulkOrder.ReadAsync(request, activate);
        var preview = await activations.PreviewAsync(access, order.Selection, activate, cancellationToken);
        var notFound = await answers.MissingAsync(access, preview.BatchId, order.Ids, cancellationToken);
        if (order.DryRun)
            return TypedResults.Ok(BulkPreview.Of(preview, notFound));
        if (order.ExpectedChanges is { } expected && expected != preview.WillChange)
            throw new BatchRefusedException($"{preview.WillChange} parties would change, not {expected}. Nothing was changed: look at a dry run and decide again.");
        // All of them are so already, or protected: a retry of a call that succeeded is a success.
        if (preview.WillChange > 0)
            await activations.ApplyAsync(access, preview.BatchId, order.Reason, preview.WillChange, cancellationToken);
        var answer = await answers.AnswerAsync(access, preview.BatchId, notFound, cancellationToken);
        return answer.Result switch
        {
            Ok<BatchResponse> done => done,
            Accepted<BatchResponse> queued => queued,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
