namespace AdminApp.Data.DataMigration.Postgres.Ddl;

/// <summary>When a definition is carried out on the way back.</summary>
internal enum DdlSection
{
    /// <summary>Before the rows: types, functions, tables, views.</summary>
    PreData,

    /// <summary>After the rows: indexes, keys, triggers, rules.</summary>
    PostData,
}

/// <summary>One definition of the source, as a statement that makes it again.</summary>
/// <param name="Kind">schema, type, function, table, sequence, default, constraint, index, trigger, comment, …</param>
/// <param name="Table">The table it belongs to, if any.</param>
internal sealed record PostgresObject(DdlSection Section, string Kind, string Schema, string? Table, string Name, string Sql);
