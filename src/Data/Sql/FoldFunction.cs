using AdminApp.Data.Schema;
using AdminApp.Data.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Sql;

/// <summary>Sorting by a column without a folded twin needs the fold as a function of the connection.</summary>
internal static class FoldFunction
{
    /// <summary>Makes <c>fold(text)</c> known to the context's open connection.</summary>
    public static void Register(TenantContext context) =>
        ((SqliteConnection)context.Database.GetDbConnection()).CreateFunction<string?, string>("fold", SearchFold.Fold, isDeterministic: true);
}
