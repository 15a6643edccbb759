using System.ComponentModel;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Activations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Activations;

/// <summary>Batches: look at them, take them back, stop them.</summary>
internal static class BatchEndpoints
{
    private const int MaxReason = 500;

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/api/batches/{id}").WithTags("batches").WithMetadata(new AnswersProblems()).ProducesFault(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("get_batch").WithSummary("Show a batch and how far it is")
            .WithDescription("Batches of at most 1000 records show each record's outcome.");
        one.MapGet("/items", ItemsAsync).WithName("list_batch_items").WithSummary("List the records of a batch with their outcomes")
            .ProducesFault(StatusCodes.Status422UnprocessableEntity);
        one.MapPost("/undo", UndoAsync).WithName("undo_batch").WithSummary("Take a batch back").Takes<UndoRequest>().Demands(Permission.ChangeActivation)
            .WithDescription("A new batch over the records this one changed; those changed again since are left alone and reported. Repeating it answers with the same batch.")
            .ProducesFault(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapPost("/cancel", CancelAsync).WithName("cancel_batch").WithSummary("Stop a batch before its next chunk").Demands(Permission.ChangeActivation)
            .WithDescription("What is done stays done and can be undone.");
    }

    private static async Task<Ok<BatchResponse>> GetAsync(ApiCaller caller, ActivationQueries batches, BatchAnswers answers, string id, CancellationToken cancellationToken) =>
        TypedResults.Ok(await answers.WithItemsAsync(caller.Access, await batches.GetAsync(caller.Access, id, cancellationToken), cancellationToken));

    private static async Task<Ok<IReadOnlyList<BatchItemResponse>>> ItemsAsync(
        ApiCaller caller, ActivationQueries batches, string id,
        [Description("Only records with this outcome: changed, already, protected, drifted, failed, skipped or pending.")] string? outcome,
        [Description("From 1.")] string? page,
        [Description("Page size, 1 to 1000; default 100.")] string? limit,
        CancellationToken cancellationToken)
    {
        var size = ApiText.QueryNumber(limit, "limit", 1, BatchAnswers.SmallUpTo) ?? 100;
        var index = (ApiText.QueryNumber(page, "page", 1, int.MaxValue) ?? 1) - 1;
        var batch = await batches.GetAsync(caller.Access, id, cancellationToken);
        var items = await batches.ItemsAsync(caller.Access, batch, string.IsNullOrEmpty(outcome) ? null : outcome, index, size, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<BatchItemResponse>>([.. items.Select(BatchItemResponse.Of)]);
    }

    private static async Task<Results<Ok<BatchResponse>, Accepted<BatchResponse>>> UndoAsync(
        ApiCaller caller, ActivationService activations, BatchAnswers answers, HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await ApiBody.ReadAsync(request, optional: true);
        var reason = body.OptionalText("reason");
        if (reason?.Trim().Length > MaxReason)
            body.Fault(ApiFault.TooLong(reason, MaxReason, "body", "reason"));
        body.Refuse();
        var undoing = await activations.UndoAsync(caller.Access, id, reason, cancellationToken);
        return await answers.AnswerAsync(caller.Access, undoing, notFound: null, cancellationToken);
    }

    private static async Task<Ok<BatchResponse>> CancelAsync(ApiCaller caller, ActivationService activations, ActivationQueries batches, string id, CancellationToken cancellationToken)
    {
        await activations.CancelAsync(caller.Access, id, cancellationToken);
        return TypedResults.Ok(BatchResponse.Of(await batches.GetAsync(caller.Access, id, cancellationToken)));
    }
}
