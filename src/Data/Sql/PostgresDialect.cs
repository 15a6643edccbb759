namespace AdminApp.Data.Sql;

/// <summary>Money is numeric here; texts are folded by a function that our schema migrations make.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    public override bool HasSearchIndex => false;

    /// <summary>No text here holds a NUL, and none can be asked for: a character that is no character stands for it, and finds nothing.</summary>
    public override object Value(object? value) => value is string text && text.Contains('\0') ? text.Replace('\0', '\uFFFF') : base.Value(value);

    protected override string SumWord => "sum";

    protected override string FoldWord => Schema.Postgres.FoldFunction.Name;

    protected override string NumberWord => "";

    protected override string CodePointWord => " COLLATE \"C\"";

    protected override string NumbersWord => "SELECT value::bigint FROM json_array_elements_text";

    protected override string JsonWord => "::json";

    protected override string RowsWord => "json_array_elements";

    protected override string BytesWord => "decode";

    protected override string HexWord => ", 'hex'";
}
