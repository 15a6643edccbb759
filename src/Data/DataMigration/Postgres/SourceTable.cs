namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Names of the source as they are written into SQL.</summary>
internal static class SourceTable
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
