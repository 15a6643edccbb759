using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Features.Activations;
using AdminApp.Features.Audit;
using AdminApp.Features.Backups;
using AdminApp.Features.Exchange;
using AdminApp.Features.Migrations;
using AdminApp.Features.Parties;
using AdminApp.Features.Products;
using AdminApp.Features.Tokens;

namespace AdminApp.Api;

/// <summary>The REST API. Three calls in the server's composition.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Names in any script are sent as they are, as the origin sends them. The answers are JSON, never markup.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddSingleton<BatchAnswers>();
        services.AddSingleton<IdempotentCalls>();
        services.AddSingleton<BulkCalls>();
        services.AddApiLimits();
        services.AddApiDocument();
        return services;
    }

    /// <summary>Before whatever may fail.</summary>
    public static void UseApi(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiErrors>());

    public static void MapApi(this WebApplication app)
    {
        app.Use(RedirectTrailingSlash);
        app.MapParties();
        app.MapProducts();
        app.MapExports();
        app.MapTokens();
        app.MapImports();
        app.MapBatches();
        app.MapAudit();
        app.MapDataMigrations();
        app.MapMoves();
        app.MapCutover();
        app.MapStream();
        app.MapFallback();
        app.MapBackups();
        app.MapApiDocument();
        app.MapUnmatched();
    }

    /// <summary>307 to the path without the slash, as the origin does; the documentation's own page has one.</summary>
    private static Task RedirectTrailingSlash(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        if (!path.EndsWith('/') || !context.Request.Path.StartsWithSegments("/api", out var rest) || !rest.HasValue || rest.StartsWithSegments(ApiDocument.PagePath[4..]))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = context.Request.PathBase + new PathString(path.TrimEnd('/')) + context.Request.QueryString;
        return Task.CompletedTask;
    }
}
