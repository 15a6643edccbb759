namespace AdminApp.Data.Tests.DataMigration.Types;

/// <summary>A type of PostgreSQL with values, and what SQLite is to hold for each.</summary>
/// <param name="Type">As in a column's definition.</param>
/// <param name="Values">PostgreSQL expressions, each with the stored long, double, string, byte[] or null.</param>
internal sealed record TypeRow(string Type, params (string Sql, object? Stored)[] Values)
{
    /// <summary>The extension it comes from; the row is left out where the server does not offer it.</summary>
    public string? Extension { get; init; }

    /// <summary>What the stored form cannot hold: by SQL, the exact text the sidecar is to have. It has none of any other value.</summary>
    public IReadOnlyDictionary<string, string> Exact { get; init; } = new Dictionary<string, string>();

    /// <summary>The first major version that has the type.</summary>
    public int Since { get; init; } = 12;

    public TypeRow And(params (string Sql, object? Stored)[] values) => this with { Values = [.. Values, .. values] };

    public static TypeRow Same(string type, params string[] texts) =>
        new(type, [.. texts.Select(text => ($"'{text.Replace("'", "''", StringComparison.Ordinal)}'", (object?)text))]);
}
