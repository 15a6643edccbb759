using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.DataMigration.Plan;

/// <summary>Values of a column that need attention, as a condition the source can test.</summary>
/// <param name="Column">Unquoted.</param>
/// <param name="Condition">SQL over the table's own columns.</param>
internal sealed record ValueRisk(string Column, string Code, PlanSeverity Severity, string Condition, string Message);

/// <summary>Which values could be a risk, by the type of their column.</summary>
internal static class ValueRisks
{
    // SQLite's limit for a value and for a row, less what a row adds.
    private const long LongestValue = 999_000_000;

    /// <param name="table">The table.</param>
    /// <param name="mode">In model mode the application reads every value, so what EF Core cannot read blocks.</param>
    /// <param name="serverVersion">Major version of the source; older ones lack some functions and values.</param>
    public static IEnumerable<ValueRisk> Of(MappedTable table, CopyMode mode, int serverVersion) =>
        table.Columns.Where(column => !column.Computed).SelectMany(column => Of(column, table.SourceBytes, mode, serverVersion));

    private static IEnumerable<ValueRisk> Of(MappedColumn column, long tableBytes, CopyMode mode, int serverVersion)
    {
        var name = SourceTable.Quote(column.Source);
        var unreadable = mode == CopyMode.Model ? PlanSeverity.Blocks : PlanSeverity.Harmless;
        var consequence = mode == CopyMode.Model
            ? "the application cannot read that. Correct it in the source"
            : "kept as PostgreSQL's text, which EF Core cannot read as the column's type";
        ValueRisk Risk(string code, PlanSeverity severity, string condition, string message) => new(column.Source, code, severity, condition, message);

        switch (column.Encoding)
        {
            case ValueEncoding.Real4 or ValueEncoding.Real8:
                yield return column.NotNull
                    ? Risk("float-nan", PlanSeverity.Blocks, $"{name} = 'NaN'", "NaN in a column that may not be NULL; SQLite stores NaN as NULL. Correct it in the source, or drop NOT NULL there")
                    : Risk("float-nan", PlanSeverity.Sidecar, $"{name} = 'NaN'", "NaN is stored as NULL, exact in the sidecar");
                yield return Risk("float-negative-zero", PlanSeverity.Sidecar, $"{name} = 0 AND {name}::text = '-0'", "SQLite drops the sign of zero; exact in the sidecar");
                break;
            case ValueEncoding.Decimal when column.Type != "money":
                var special = serverVersion >= 14 ? $"{name} IN ('NaN', 'Infinity', '-Infinity')" : $"{name} = 'NaN'";
                yield return Risk("numeric-special", unreadable, special, $"NaN or an infinity: {consequence}");
                if (column.Scale is null && serverVersion >= 13)
                    yield return Risk("numeric-scale", PlanSeverity.Sidecar, $"scale({name}) <> min_scale({name})", "the number of trailing zeros is the value's own; exact in the sidecar");
                else if (column.Scale is null)
                    yield return Risk("numeric-scale", PlanSeverity.Sidecar, $"{name}::text LIKE '%.%0'", "the number of trailing zeros is the value's own; exact in the sidecar");
                if (Precision(column.Type) is not <= 28)
                {
                    var digits = serverVersion >= 13 ? $"trim_scale(abs({name}))" : $"abs({name})";
                    yield return Risk("numeric-digits", unreadable, $"length(replace({digits}::text, '.', '')) > 28",
                        mode == CopyMode.Model ? $"more than 28 digits: {consequence}" : "more than 28 digits: kept exactly, but EF Core would round them");
                }
                break;
            case ValueEncoding.Date or ValueEncoding.Timestamp or ValueEncoding.TimestampTz:
                yield return Risk("time-infinity", unreadable, $"NOT isfinite({name})", $"an infinity: {consequence}");
                yield return Risk("time-range", unreadable, $"isfinite({name}) AND ({name} < '0001-01-01' OR {name} >= '10000-01-01')", $"before the year 1 or after 9999: {consequence}");
                break;
            case ValueEncoding.Text when column.Type == "json":
                yield return Risk("json-surrogate", PlanSeverity.Harmless, $"{name}::text ~* '\\\\ud[89a-f]'", "an escaped surrogate: kept byte for byte; SQLite's JSON functions may read it differently");
                break;
        }
        if (column.Encoding is ValueEncoding.Text or ValueEncoding.Blob or ValueEncoding.Array && tableBytes > LongestValue / 50)
        {
            yield return Risk("value-too-long", PlanSeverity.Blocks, $"octet_length({(column.Encoding == ValueEncoding.Blob ? name : $"{name}::text")}) > {LongestValue}",
                "longer than the 1,000,000,000 bytes SQLite takes. Shorten it, or exclude the table");
        }
    }

    private static int? Precision(string type)
    {
        var start = type.IndexOf('(', StringComparison.Ordinal) + 1;
        var end = type.IndexOfAny([',', ')'], start);
        return start > 0 && end > start && int.TryParse(type.AsSpan(start, end - start), out var precision) ? precision : null;
    }
}
