namespace AdminApp.Data.DataMigration.Postgres;

/// <param name="BaseType">PostgreSQL's internal name, domains resolved.</param>
/// <param name="ShownType">As a person writes it, e.g. <c>numeric(12,2)</c>.</param>
internal sealed record SourceColumn(string Name, string BaseType, string ShownType);

/// <param name="Kind">Of pg_class: r table, p partitioned, m materialised view, f foreign.</param>
/// <param name="InSearchedSchema">In the schema that unqualified names mean, usually <c>public</c>.</param>
internal sealed record SourceTable(string Schema, string Name, char Kind, bool InSearchedSchema, long EstimatedRows, IReadOnlyList<SourceColumn> Columns)
{
    public string ShownName => InSearchedSchema ? Name : $"{Schema}.{Name}";

    /// <summary>The table's own rows: children by inheritance are tables of their own, partitions belong to their root.</summary>
    public string From => (Kind == 'r' ? "ONLY " : "") + QualifiedName;

    public string QualifiedName => $"{Quote(Schema)}.{Quote(Name)}";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
