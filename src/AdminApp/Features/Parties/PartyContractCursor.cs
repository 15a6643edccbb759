using System.Buffers.Text;
using System.Text.Json;
using AdminApp.Api;
using AdminApp.Data.Parties;

namespace AdminApp.Features.Parties;

/// <summary>Where a page of parties ended, as an opaque text: the sort key of the last row.</summary>
internal static class PartyContractCursor
{
    public static string Of(Party last) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new object[] { last.NameSort, last.Id }));

    /// <exception cref="ApiValidationException">Not made by <see cref="Of"/>.</exception>
    public static PartyKey? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            var key = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor)).RootElement;
            return new PartyKey(key[0].GetString() ?? "", key[1].GetInt32());
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new ApiValidationException(ApiFault.Value("The cursor is not one of this API. Take it from the Link header of the page before.", cursor, "query", "cursor"));
        }
    }
}
