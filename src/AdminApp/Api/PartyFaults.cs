using AdminApp.Data.Parties;

namespace AdminApp.Api;

/// <summary>The rules of a party in the words of the origin's API.</summary>
internal static class PartyFaults
{
    public static IReadOnlyList<ApiFault> Of(PartyInvalidException invalid) =>
    [
        .. invalid.Failures.DistinctBy(failure => failure.PropertyName).Select(failure => failure.PropertyName == "gstin"
            ? ApiFault.Value("Invalid GSTIN format", failure.AttemptedValue, "body", "gstin")
            : ApiFault.TooLong(failure.AttemptedValue as string, PartyField.ByName[failure.PropertyName].MaxLength, "body", failure.PropertyName)),
    ];
}
