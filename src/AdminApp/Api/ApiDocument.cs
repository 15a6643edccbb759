using System.Text.Json.Nodes;
using AdminApp.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AdminApp.Api;

/// <summary>The OpenAPI document and a page to read and try it. Both public, as the origin's are: they tell shapes, not data.</summary>
internal static class ApiDocument
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string PagePath = "/api/docs";

    private const string Scheme = "Bearer";

    /// <summary>Read as texts to answer faults as the origin does; this is what they hold.</summary>
    private static readonly Dictionary<string, JsonSchemaType> ParameterTypes = new()
    {
        ["party_id"] = JsonSchemaType.Integer,
        ["product_id"] = JsonSchemaType.Integer,
        ["user_id"] = JsonSchemaType.Integer,
        ["page"] = JsonSchemaType.Integer,
        ["limit"] = JsonSchemaType.Integer,
        ["include_inactive"] = JsonSchemaType.Boolean,
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeOperationAsync);
        options.AddSchemaTransformer(AddExampleAsync);
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapSwaggerUI(PagePath[1..], options =>
        {
            options.SwaggerEndpoint(DocumentPath, "AdminApp");
            options.DocumentTitle = "AdminApp API";
        }).AllowAnonymous();
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "AdminApp API";
        document.Info.Description =
            "Parties, products, bulk activation and the audit of one tenant. Sign in with POST /api/auth/login and send the token as Authorization: Bearer. "
            + $"Header {HttpAccess.SlugHeader} names the tenant where you belong to several. Refusals are {{\"detail\": …}}.";
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The access_token of POST /api/auth/login.",
        };
        return Task.CompletedTask;
    }

    private static async Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (ParameterTypes.TryGetValue(parameter.Name ?? "", out var type))
                parameter.Schema = new OpenApiSchema { Type = type };
        }
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<TakesBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [body.ContentType] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken) },
                },
            };
        }
        if (metadata.OfType<TakesKey>().Any())
            operation.Parameters = [.. operation.Parameters ?? [], KeyHeader()];
        operation.Responses ??= [];
        if (metadata.OfType<AnswersProblems>().Any())
            await DescribeProblemsAsync(operation, context, cancellationToken);
        if (metadata.OfType<AlsoAnswers>().FirstOrDefault() is { } other && operation.Responses.GetValueOrDefault("200")?.Content?["application/json"] is { } answer)
            answer.Schema = new OpenApiSchema { AnyOf = [answer.Schema!, await context.GetOrCreateSchemaAsync(other.Type, null, cancellationToken)] };
        if (metadata.OfType<IAllowAnonymous>().Any())
            return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "No token, or not a valid one." });
        operation.Parameters = [.. operation.Parameters ?? [], TenantHeader()];
    }

    private static async Task DescribeProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var refusal in operation.Responses!.Where(response => response.Key[0] is '4' or '5').Select(response => response.Value).OfType<OpenApiResponse>())
        {
            refusal.Content = new Dictionary<string, OpenApiMediaType>
            {
                [ApiProblem.ContentType] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(ApiProblem), null, cancellationToken) },
            };
        }
    }

    private static OpenApiParameter KeyHeader() => new()
    {
        Name = IdempotentCalls.Header,
        In = ParameterLocation.Header,
        Description = "Of the caller's choice, such as a UUID. The same key with the same request gets the same answer; with another request 422; while the first is at work 409.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter TenantHeader() => new()
    {
        Name = HttpAccess.SlugHeader,
        In = ParameterLocation.Header,
        Description = "Slug of the tenant; needed where you belong to several.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static Task AddExampleAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is null && ApiExamples.Of(context.JsonTypeInfo.Type) is { } example)
            schema.Examples = [JsonNode.Parse(example)!];
        return Task.CompletedTask;
    }
}
