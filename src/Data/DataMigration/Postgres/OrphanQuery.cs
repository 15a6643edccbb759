namespace AdminApp.Data.DataMigration.Postgres;

/// <summary>Rows whose foreign key leads nowhere.</summary>
internal static class OrphanQuery
{
    /// <summary>What stands after SELECT … FROM; the child is called c. A key that is NULL in part refers to nothing.</summary>
    /// <param name="child">The referring table, as it stands after FROM.</param>
    /// <param name="parent">The table referred to, as it stands after FROM.</param>
    /// <param name="columns">Of the child, unquoted.</param>
    /// <param name="parentColumns">What they refer to, in the same order.</param>
    public static string From(string child, string parent, IEnumerable<string> columns, IEnumerable<string> parentColumns)
    {
        var pairs = columns.Zip(parentColumns, (mine, its) => (Mine: $"c.{SourceTable.Quote(mine)}", Its: $"p.{SourceTable.Quote(its)}")).ToArray();
        var present = string.Join(" AND ", pairs.Select(pair => $"{pair.Mine} IS NOT NULL"));
        var equal = string.Join(" AND ", pairs.Select(pair => $"{pair.Its} = {pair.Mine}"));
        return $"{child} c WHERE {present} AND NOT EXISTS (SELECT FROM {parent} p WHERE {equal})";
    }
}
