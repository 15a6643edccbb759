using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace AdminApp.Api;

/// <summary>
/// A bare JSON array, written while it is read, so that its size does not matter. The first row is awaited before the status is
/// sent: what can go wrong with the request goes wrong by then.
/// </summary>
public sealed class JsonArrayStream<T>(IAsyncEnumerable<T> rows) : IResult, IEndpointMetadataProvider
{
    private const int FlushBytes = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        var cancellationToken = httpContext.RequestAborted;
        await using var row = rows.GetAsyncEnumerator(cancellationToken);
        var more = await row.MoveNextAsync();
        httpContext.Response.ContentType = "application/json";
        var body = httpContext.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = options.Encoder });
        writer.WriteStartArray();
        while (more)
        {
            JsonSerializer.Serialize(writer, row.Current, options);
            if (writer.BytesPending >= FlushBytes)
            {
                await writer.FlushAsync(cancellationToken);
                await body.FlushAsync(cancellationToken);
            }
            more = await row.MoveNextAsync();
        }
        writer.WriteEndArray();
        await writer.FlushAsync(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T[]), ["application/json"]));
}
