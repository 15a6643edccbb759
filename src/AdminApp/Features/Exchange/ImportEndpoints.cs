using AdminApp.Access;
using AdminApp.Api;
using AdminApp.Data.Access;
using AdminApp.Data.Imports;
using AdminApp.Features.Activations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminApp.Features.Exchange;

/// <summary>Imports parties from CSV: send the file, check it, apply it; undo is the batch's.</summary>
internal static class ImportEndpoints
{
    private const string Root = "/api/imports";

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup(Root).WithTags("imports").Demands(Permission.EditParties).RequireRateLimiting(ApiLimits.Bulk).WithMetadata(new AnswersProblems()).ProducesFault(StatusCodes.Status422UnprocessableEntity);
        imports.MapPost("", ReceiveAsync).WithName("create_import").WithSummary("Send a CSV file in").WithMetadata(new TakesBody(typeof(string), "text/csv"))
            .WithDescription("The body is the file, UTF-8, its first line the heading. Nothing is imported yet: check it, then apply it.").ProducesFault(StatusCodes.Status413PayloadTooLarge);
        var one = imports.MapGroup("/{id}").ProducesFault(StatusCodes.Status404NotFound);
        one.MapPost("/check", CheckAsync).WithName("check_import").WithSummary("Say what importing would do").Takes<ImportCheck>()
            .WithDescription("Every row is checked by the rules of the form for a new party. Changes nothing, and may be repeated with another mapping.").ProducesFault(StatusCodes.Status409Conflict);
        one.MapPost("/apply", ApplyAsync).WithName("apply_import").WithSummary("Import as it was checked").Takes<ImportReason>()
            .WithDescription("A batch of the same id; more than 1000 parties are imported in the background (202). Undo with POST /api/batches/{id}/undo.").ProducesFault(StatusCodes.Status409Conflict);
        one.MapGet("/faults", FaultsAsync).WithName("list_import_faults").WithSummary("The rows with faults as CSV")
            .WithDescription("Each row as it was sent, behind the line it is on and what is wrong: correct it and send it again.").Produces(StatusCodes.Status200OK, typeof(string), "text/csv");
        routes.MapGet("/parties/import/{id}/faults.csv", FaultsForPageAsync).RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();
    }

    /// <summary>Address of the file of faults, for the pages.</summary>
    public static string FaultsPath(string id) => $"/parties/import/{Uri.EscapeDataString(id)}/faults.csv";

    private static async Task<Created<ImportResponse>> ReceiveAsync(ApiCaller caller, PartyImports imports, ImportStore files, HttpContext context)
    {
        caller.Access.Demand(Permission.EditParties);
        if (context.Request.ContentLength > files.MostBytes)
            throw new ApiRefusedException(StatusCodes.Status413PayloadTooLarge, $"The file is larger than {files.MostBytes >> 20} MiB (Imports:MaxUploadMiB).");
        // The service counts what really comes.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var upload = await imports.ReceiveAsync(caller.Access, context.Request.Body, received: null, context.RequestAborted);
        return TypedResults.Created($"{Root}/{upload.Id}", ImportResponse.Of(upload));
    }

    private static async Task<Ok<ImportCheckResponse>> CheckAsync(ApiCaller caller, PartyImports imports, HttpContext context, string id)
    {
        var upload = imports.Look(caller.Access, id);
        var body = await ApiBody.ReadAsync(context.Request, optional: true);
        body.AllowOnly("file", "columns", "type", "on_fault");
        var columns = upload.Suggested;
        if (body.Part("columns") is { } chosen)
        {
            chosen.AllowOnly([.. upload.Headings]);
            columns = [.. upload.Headings.Select(heading => chosen.OptionalText(heading))];
        }
        var type = body.OptionalText("type") ?? ImportOrder.Customer;
        var onFault = body.OptionalText("on_fault") ?? "refuse";
        if (onFault is not ("refuse" or "skip"))
            body.Fault(new ApiFault("literal_error", body.At("on_fault"), "Input should be 'refuse' or 'skip'", onFault));
        var file = body.OptionalText("file");
        body.Refuse();
        var order = new ImportOrder(string.IsNullOrWhiteSpace(file) ? "parties.csv" : file.Trim(), columns, type, onFault == "skip", Rows: 0, Bad: 0);
        return TypedResults.Ok(ImportCheckResponse.Of(await imports.PreviewAsync(caller.Access, id, order, context.RequestAborted)));
    }

    private static async Task<Results<Ok<BatchResponse>, Accepted<BatchResponse>>> ApplyAsync(ApiCaller caller, PartyImports imports, BatchAnswers answers, HttpContext context, string id)
    {
        var body = await ApiBody.ReadAsync(context.Request, optional: true);
        body.AllowOnly("reason");
        var reason = body.OptionalText("reason");
        body.Refuse();
        await imports.ApplyAsync(caller.Access, id, reason, context.RequestAborted);
        return await answers.AnswerAsync(caller.Access, id, notFound: null, context.RequestAborted);
    }

    private static async Task<IResult> FaultsAsync(ApiCaller caller, PartyImports imports, HttpContext context, string id) =>
        File(await imports.FaultsAsync(caller.Access, id, context.RequestAborted), forSpreadsheets: false);

    private static async Task<IResult> FaultsForPageAsync(AccessProvider access, PartyImports imports, HttpContext context, string id)
    {
        try
        {
            return File(await imports.FaultsAsync(await access.TenantAsync(context.RequestAborted), id, context.RequestAborted), forSpreadsheets: true);
        }
        catch (ImportNotFoundException)
        {
            return TypedResults.NotFound();
        }
    }

    private static CsvStream<ImportRow> File(ImportFaults faults, bool forSpreadsheets) => new(
        faults.Rows, Path.GetFileNameWithoutExtension(faults.Order.File) + "-faults.csv", [.. faults.Headings, "line", "what is wrong"],
        row => [.. faults.Headings.Select((_, i) => i < row.Cells.Count ? row.Cells[i] : null), row.Line, string.Join(' ', row.Faults.Select(fault => fault.Message))], forSpreadsheets);
}
