using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>What a type allows and SQLite's types do not say.</summary>
internal static class ColumnChecks
{
    public static void Add(ColumnDraft column)
    {
        var type = column.Source.Resolved;
        var sql = column.Type.Encoding == ValueEncoding.Boolean ? "IN (0, 1)"
            : type.Labels is { Count: > 0 } labels ? $"IN ({string.Join(", ", labels.Select(SqliteFile.Literal))})"
            : null;
        if (sql is not null)
            column.Checks.Add(new Clause($"CHECK ({column.Quoted} {sql})", null));
        // The typmod of a character type is its length plus 4.
        if (type.Base is { Name: "varchar" or "bpchar", BuiltIn: true, Modifier: > 4 and var modifier })
            column.Checks.Add(new Clause(string.Create(CultureInfo.InvariantCulture, $"CHECK (length({column.Quoted}) <= {modifier - 4})"), null));
        if (column.IsCitext)
            column.Differences.Add("compares without case for A-Z only");
        if (column.Source.Collation is { } collation and not ("C" or "POSIX"))
            column.Differences.Add($"sorts by bytes, not by the collation {collation}{(column.Source.Deterministic ? "" : ", under which different texts can be equal")}");
    }
}
