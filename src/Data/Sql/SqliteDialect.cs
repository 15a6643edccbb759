using System.Data.Common;
using AdminApp.Data.Text;
using Microsoft.Data.Sqlite;

namespace AdminApp.Data.Sql;

/// <summary>Money is exact decimal text here, which EF Core's functions and collation add up and compare as decimals.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private const string FoldName = "fold";

    public static readonly SqliteDialect Instance = new();

    public override bool HasSearchIndex => true;

    protected override string SumWord => "ef_sum";

    protected override string FoldWord => FoldName;

    protected override string NumberWord => " COLLATE EF_DECIMAL";

    protected override string CodePointWord => "";

    protected override string NumbersWord => "SELECT value FROM json_each";

    protected override string JsonWord => "";

    protected override string RowsWord => "json_each";

    protected override string BytesWord => "unhex";

    protected override string HexWord => "";

    /// <summary>Sorting by a column without a folded twin needs the fold as a function of the connection.</summary>
    public override void Prepare(DbConnection connection, string text)
    {
        if (text.Contains(Fold, StringComparison.Ordinal))
            ((SqliteConnection)connection).CreateFunction<string?, string>(FoldName, SearchFold.Fold, isDeterministic: true);
    }
}
