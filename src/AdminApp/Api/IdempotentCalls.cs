using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminApp.Configuration;
using AdminApp.Data.Access;
using AdminApp.Data.Idempotency;
using Microsoft.Extensions.Options;

namespace AdminApp.Api;

/// <summary>What a call answers: a body that is sent as JSON, and where the rest is to be found.</summary>
internal sealed record ApiAnswer(int Status, object Body, string? Location = null);

/// <summary>
/// Calls with the header Idempotency-Key: the same key with the same request gets the same answer, whether the first one was
/// answered, lost on its way back, or cut off by a restart.
/// </summary>
internal sealed class IdempotentCalls(IdempotencyKeys keys, ApiSettings settings, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says that the answer is one given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MostLetters = 200;

    /// <param name="access">Who calls, where.</param>
    /// <param name="context">The request; its body is read here and once more by the work.</param>
    /// <param name="work">Does it. Is given the batch an earlier attempt came to, and must call back with its own before that is queued.</param>
    /// <exception cref="ApiRefusedException">400: the key is none; 409: a request with it is at work.</exception>
    /// <exception cref="ApiValidationException">The key was used for another request.</exception>
    public async Task<IResult> RunAsync(TenantAccess access, HttpContext context, Func<string?, Func<string, Task>, Task<ApiAnswer>> work)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var sent))
            return Result(context, Kept(await work(null, _ => Task.CompletedTask)));
        var owner = new KeyOwner(access.Actor.Id ?? "", access.Slug, Checked(sent.ToString()));
        var claim = await keys.ClaimAsync(owner, await HashAsync(context.Request), TimeSpan.FromHours(settings.IdempotencyHours), context.RequestAborted);
        switch (claim.State)
        {
            case KeyState.Answered:
                context.Response.Headers[ReplayedHeader] = "true";
                return Result(context, claim.Answer!);
            case KeyState.InFlight:
                context.Response.Headers.RetryAfter = "1";
                throw new ApiRefusedException(StatusCodes.Status409Conflict, "A request with this Idempotency-Key is at work. Send it again when it has been answered.");
            case KeyState.OtherRequest:
                throw new ApiValidationException(ApiFault.Value("This key was used for another request. Take a new key for a new request", owner.Key, "header", Header));
        }
        try
        {
            var answer = Kept(await work(claim.BatchId, batchId => keys.NoteAsync(owner, batchId, context.RequestAborted)));
            await keys.AnswerAsync(owner, answer);
            return Result(context, answer);
        }
        catch
        {
            await keys.ReleaseAsync(owner);
            throw;
        }
    }

    private KeptAnswer Kept(ApiAnswer answer) => new(answer.Status, JsonSerializer.Serialize(answer.Body, json.Value.SerializerOptions), answer.Location);

    private static IResult Result(HttpContext context, KeptAnswer answer)
    {
        if (answer.Location is { } location)
            context.Response.Headers.Location = location;
        return TypedResults.Text(answer.Body, "application/json", Encoding.UTF8, answer.Status);
    }

    private static string Checked(string key) => key.Length is > 0 and <= MostLetters && key.All(letter => letter is > ' ' and <= '~')
        ? key
        : throw new ApiRefusedException(StatusCodes.Status400BadRequest, $"{Header} must be 1 to {MostLetters} visible ASCII characters without blanks, such as a UUID.");

    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            hash.AppendData(buffer.AsSpan(0, read));
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
