using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Translate.Expressions;

namespace AdminApp.Data.DataMigration.Translate;

/// <summary>Defaults and generated columns.</summary>
internal sealed class DefaultTranslator(TargetColumns columns, List<ObjectOutcome> outcomes)
{
    // Trailing zeros and a point before none are cut, as in the values that were copied.
    private const string Now = "(rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.'))";

    private const string RandomUuid =
        "(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

    public void AddAll(TableDraft table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Source.Generated != ' ')
                Generate(table, column);
            else if (column.Source.Identity != ' ')
                outcomes.Add(Counted("identity", table, column));
            else if (column.Source.Default is { } expression)
                Add(table, column, expression);
        }
    }

    private void Add(TableDraft table, ColumnDraft column, string expression)
    {
        if (column.Source.Sequence is not null && expression.StartsWith("nextval(", StringComparison.Ordinal))
        {
            outcomes.Add(Counted("default", table, column));
            return;
        }
        var outcome = Outcomes.Made("default", table.Source.Schema, table.Source.Name, column.Source.Name, column.Target, null);
        try
        {
            var (sql, difference) = SqlOf(column, ExpressionParser.Parse(expression));
            column.Default = new Clause($"DEFAULT {sql}", Outcomes.Made(outcome.Kind, outcome.Schema, outcome.Table, outcome.Name, column.Target, difference));
        }
        catch (UntranslatableException refusal)
        {
            outcomes.Add(outcome.Keep(refusal.Message));
        }
    }

    private static ObjectOutcome Counted(string kind, TableDraft table, ColumnDraft column)
    {
        var outcome = Outcomes.Made(kind, table.Source.Schema, table.Source.Name, column.Source.Name, column.Target, null);
        return table.IntegerKey == column ? outcome : outcome.Keep("SQLite counts up only a key of a single whole number");
    }

    private (string Sql, string? Difference) SqlOf(ColumnDraft column, Node node)
    {
        var type = columns.TypeOf(column).Class;
        switch (node is CastNode { Operand: CallNode inner } ? inner : node)
        {
            case CallNode { Name: "now" or "CURRENT_TIMESTAMP" or "LOCALTIMESTAMP" or "transaction_timestamp" or "statement_timestamp" or "clock_timestamp" }
                when type is TypeClass.Timestamp or TypeClass.TimestampTz:
            case CallNode { Name: "timezone", Arguments: [CastNode { Operand: TextNode { Text: "utc" or "UTC" } }, CallNode { Name: "now" or "CURRENT_TIMESTAMP" }] }
                when type == TypeClass.Timestamp:
                return (Now, type == TypeClass.TimestampTz ? "to the millisecond" : "in UTC, to the millisecond");
            case CallNode { Name: "CURRENT_DATE" or "now" } when type == TypeClass.Date:
                return ("(date('now'))", "the date in UTC");
            case CallNode { Name: "gen_random_uuid" or "public.uuid_generate_v4" } when type == TypeClass.Uuid:
                return (RandomUuid, null);
        }
        var translator = new ExpressionTranslator(_ => null);
        var value = translator.Translate(node);
        if (value.IsNull)
            return ("NULL", null);
        if (value.Constant is not { } constant || translator.Notes.Differences.Count > 0)
            throw new UntranslatableException("it computes its value");
        return (ConstantOf(column, type, value.Type.Class, constant), null);
    }

    private static string ConstantOf(ColumnDraft column, TypeClass wanted, TypeClass given, string constant)
    {
        var encoding = column.Type.Encoding;
        var same = wanted == given || given == TypeClass.Unknown || (wanted is TypeClass.Text or TypeClass.Enum && given is TypeClass.Text or TypeClass.Enum)
            || (given == TypeClass.Integer && wanted is TypeClass.Numeric or TypeClass.Real4 or TypeClass.Real8) || (given == TypeClass.Numeric && wanted is TypeClass.Real4 or TypeClass.Real8);
        if (!same || wanted is TypeClass.Char or TypeClass.Other or TypeClass.Composite)
            throw new UntranslatableException("it is converted to another type");
        if (encoding == ValueEncoding.Decimal && column.Type.Scale is { } scale && StoredLiteral.Decimal(constant) is { } number
            && number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 > Math.Max(scale, 1))
            throw new UntranslatableException("it is rounded to the column's scale");
        return StoredLiteral.Of(encoding, constant) ?? throw new UntranslatableException("its value has no stored form");
    }

    private void Generate(TableDraft table, ColumnDraft column)
    {
        var outcome = Outcomes.Made("generated column", table.Source.Schema, table.Source.Name, column.Source.Name, column.Target, null);
        var translation = columns.Translate(table, column.Source.Expression!, condition: false);
        var differs = translation.Refusal ?? translation.Difference
            ?? (translation.Sql is { Stored: true } sql && sql.Type.Class == columns.TypeOf(column).Class && sql.Type.Class is TypeClass.Integer or TypeClass.Boolean or TypeClass.Text
                ? null : "its value is converted to another type");
        if (differs is null)
            column.Generated = new Clause($"GENERATED ALWAYS AS ({translation.Sql!.Text}) STORED", outcome);
        else
            outcomes.Add(Outcomes.Made(outcome.Kind, outcome.Schema, outcome.Table, outcome.Name, column.Target, $"an ordinary column with the values copied: {differs}"));
    }
}
