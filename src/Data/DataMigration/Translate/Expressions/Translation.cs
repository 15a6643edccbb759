namespace AdminApp.Data.DataMigration.Translate.Expressions;

/// <summary>An expression in SQLite's words, or why there are none.</summary>
/// <param name="Sql">Null when refused.</param>
/// <param name="Difference">What is not quite the same, null when nothing.</param>
/// <param name="Refusal">Why it is not translated.</param>
/// <param name="MayRefuse">As a CHECK it could refuse what PostgreSQL accepted.</param>
/// <param name="Dates">Columns whose dates it compares as text.</param>
internal sealed record Translation(SqlPart? Sql, string? Difference, string? Refusal, bool MayRefuse, IReadOnlyCollection<string> Dates)
{
    /// <param name="expression">As pg_get_expr writes it.</param>
    /// <param name="columns">Finds a column by its path; null when there is none.</param>
    /// <param name="condition">It must be true or false.</param>
    public static Translation Of(string expression, Func<IReadOnlyList<string>, SqlPart?> columns, bool condition)
    {
        var translator = new ExpressionTranslator(columns);
        try
        {
            var node = ExpressionParser.Parse(expression);
            var sql = condition ? SqlPart.Truth(translator.Condition(node)) : translator.Translate(node);
            return new Translation(sql, Outcomes.Join(translator.Notes.Differences), null, translator.Notes.MayRefuse, translator.Notes.Dates);
        }
        catch (UntranslatableException refusal)
        {
            return new Translation(null, null, refusal.Message, false, []);
        }
    }
}
