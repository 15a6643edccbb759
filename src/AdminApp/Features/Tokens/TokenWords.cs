using AdminApp.Components.Controls;
using AdminApp.Data.Central;
using AdminApp.Data.People;

namespace AdminApp.Features.Tokens;

/// <summary>Tokens in words.</summary>
internal static class TokenWords
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public static string State(TokenRow token, DateTimeOffset now) => token.State switch
    {
        TokenState.Revoked => "Revoked",
        TokenState.Expired => "Expired",
        _ when EndsSoon(token, now) => "Ends soon",
        _ => "Active",
    };

    public static TagKind Kind(TokenRow token, DateTimeOffset now) => token.State switch
    {
        TokenState.Active when EndsSoon(token, now) => TagKind.Warn,
        TokenState.Active => TagKind.Ok,
        _ => TagKind.Plain,
    };

    public static string Event(TokenEvent done) => $"{(done.Action == "create" ? "Made" : "Revoked")} “{done.TokenName}” of {done.Person}";

    private static bool EndsSoon(TokenRow token, DateTimeOffset now) => token.ExpiresAt - now.UtcDateTime < Soon;
}
