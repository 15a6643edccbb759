namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>When a definition is carried out on the way back.</summary>
internal enum DdlSection
{
    /// <summary>Before the rows: types, functions, tables, views.</summary>
    PreData,

    /// <summary>After the rows: indexes, keys, triggers, rules.</summary>
    PostData,

    /// <summary>Never: it belongs to a table that was left out, or needs one.</summary>
    LeftOut,
}

/// <summary>One definition of the source, as a statement that makes it again.</summary>
/// <param name="Kind">schema, type, function, table, sequence, default, constraint, index, trigger, comment, …</param>
/// <param name="Table">The table it belongs to, if any.</param>
internal sealed record PostgresObject(DdlSection Section, string Kind, string Schema, string? Table, string Name, string Sql)
{
    /// <summary>
    /// The statement for the driver, which would cut it at every semicolon: also at those in the body of a function.
    /// </summary>
    public string Command => Sql.Contains(';', StringComparison.Ordinal) ? $"DO LANGUAGE plpgsql {Literal($"BEGIN EXECUTE {Literal(Sql)}; END")}" : Sql;

    // Escapes in the E form mean the same whatever standard_conforming_strings says.
    private static string Literal(string text) => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
