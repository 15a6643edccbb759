using System.Text.Json;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>What was written of one table so far.</summary>
internal sealed class TableTotals
{
    private readonly SortedDictionary<string, long> _fills = new(StringComparer.Ordinal);

    public TableTotals(long rows = 0, long bytes = 0, long negativeZeros = 0, double seconds = 0, string? fills = null)
    {
        (Rows, Bytes, NegativeZeros, Seconds) = (rows, bytes, negativeZeros, seconds);
        if (fills is not null)
            _fills = new(JsonSerializer.Deserialize<Dictionary<string, long>>(fills)!, StringComparer.Ordinal);
    }

    public long Rows { get; set; }

    /// <summary>As they came from the wire.</summary>
    public long Bytes { get; set; }

    public long NegativeZeros { get; set; }

    public double Seconds { get; set; }

    /// <summary>By column, how often a declared value took the place of a missing one.</summary>
    public IReadOnlyDictionary<string, long> Fills => _fills;

    public void Filled(string column) => _fills[column] = _fills.GetValueOrDefault(column) + 1;

    public string FillsAsJson() => JsonSerializer.Serialize(_fills);
}
