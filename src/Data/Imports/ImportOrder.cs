using System.Text.Json;
using System.Text.Json.Serialization;
using AdminApp.Data.Activations;

namespace AdminApp.Data.Imports;

/// <summary>What an import is to do; kept with its batch, as a bulk action keeps its selection.</summary>
/// <param name="File">Name of the file at its sender's.</param>
/// <param name="Columns">The field of each column; null for one that is left out.</param>
/// <param name="Type">customer, vendor or both, for rows that do not say.</param>
/// <param name="SkipBad">Rows with faults are left out; otherwise one of them keeps all from being imported.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Bad">Rows with faults.</param>
public sealed record ImportOrder(string File, IReadOnlyList<string?> Columns, string Type, bool SkipBad, int Rows, int Bad)
{
    public const string Customer = "customer";
    public const string Vendor = "vendor";
    public const string Both = "both";

    private const string Property = "import";

    /// <returns>null when the batch is a bulk activation.</returns>
    public static ImportOrder? Of(string? filter)
    {
        // Most batches are none, and need no parsing to say so.
        if (filter?.StartsWith($"{{\"{Property}\":", StringComparison.Ordinal) != true)
            return null;
        return JsonSerializer.Deserialize<Envelope>(filter, ActivationQueries.Json)?.Import;
    }

    internal string Text() => JsonSerializer.Serialize(new Envelope(this), ActivationQueries.Json);

    private sealed record Envelope([property: JsonPropertyName(Property)] ImportOrder Import);
}
