using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>A table of the tenant and its table at the source, as far as a fallback must know both.</summary>
/// <param name="Map">Its columns; those the copy left out because the source had none yet stand behind the others.</param>
/// <param name="Logged">How its changes are logged.</param>
/// <param name="Columns">All of the source's columns that can be written.</param>
/// <param name="Unique">Columns of each unique index beside the key; null for an index on expressions.</param>
internal sealed record FallbackTable(MappedTable Map, ChangeLogTable Logged, IReadOnlyList<FallbackColumn> Columns, IReadOnlyList<string[]?> Unique)
{
    /// <summary>Its table in SQL.</summary>
    public string Name => $"{SourceTable.Quote(Map.Schema)}.{SourceTable.Quote(Map.Source)}";

    /// <summary>As it stands after FROM, UPDATE and DELETE FROM: rows of tables that inherit from it are their own.</summary>
    public string Only => Map.Parts is [var part] && part.Schema == Map.Schema && part.Name == Map.Source ? $"ONLY {Name}" : Name;

    /// <summary>Temporary table of the source: the changed rows, and whether the source has had them.</summary>
    public string Rows => $"adminapp_rows_{Map.Id}";

    /// <summary>Temporary table of the source: keys of rows that are gone.</summary>
    public string Gone => $"adminapp_gone_{Map.Id}";

    /// <summary>Of <see cref="Rows"/>.</summary>
    public const string Had = "adminapp_had";

    public IReadOnlyList<MappedColumn> Key => [.. Map.Key.Select(index => Map.Columns[index])];

    public bool HasKey => Map.Key.Count > 0 && Map.Key.Count == Logged.Key.Count;

    /// <summary>Columns that travel.</summary>
    public IEnumerable<string> Sent => Map.Columns.Where(column => !column.GeneratedInSource).Select(column => column.Source);

    /// <summary>Columns that only the source has: a row keeps its values.</summary>
    public IEnumerable<string> Kept => Columns.Select(column => column.Name).Except(Map.Columns.Select(column => column.Source));

    /// <summary>What an UPDATE may set.</summary>
    public IEnumerable<string> Settable => Sent.Except(Key.Select(column => column.Source)).Except(Columns.Where(column => column.AlwaysIdentity).Select(column => column.Name));

    /// <summary>Whether two rows have the same key.</summary>
    public string SameKey(string a, string b) => string.Join(" AND ", Key.Select(column => $"{a}.{SourceTable.Quote(column.Source)} = {b}.{SourceTable.Quote(column.Source)}"));

    /// <summary>The condition, in the tenant's file, of the rows that changed; null for all of them.</summary>
    /// <param name="whole">All of them.</param>
    public string? Changed(bool whole) => whole ? null : $"t.{SqliteFile.Quote(Map.RowId!)} IN (SELECT row FROM temp.fallback_rows_{Map.Id})";
}

/// <summary>A column of the source that can be written.</summary>
/// <param name="AlwaysIdentity">It takes a number of ours in new rows only.</param>
internal sealed record FallbackColumn(string Name, bool AlwaysIdentity);

/// <summary>A foreign key of the source.</summary>
/// <param name="Waits">A parent may be gone for a while within a transaction: nothing happens to its children.</param>
internal sealed record FallbackKey(string Name, FallbackTable Child, FallbackTable Parent, string[] Columns, string[] ParentColumns, bool Deferrable, bool Waits);
