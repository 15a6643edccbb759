using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// What the images of one table begin with: a database in memory that has the table and no rows. Where the table's definition
/// is the target's own, SQLite moves rows from an image as they are; where it has keys that need an index, or names SQLite
/// must look at, it takes them value by value, with every check.
/// </summary>
internal sealed class ImageTemplate
{
    /// <summary>Bytes of a page of an image; the target's own pages are its own affair.</summary>
    public const int PageSize = 32 << 10;

    private ImageTemplate(byte[] pages, int root, FieldAction[] actions, bool[] required, int key, bool validateText) =>
        (Pages, Root, Actions, Required, Key, ValidateText) = (pages, root, actions, required, key, validateText);

    /// <summary>The empty database.</summary>
    public byte[] Pages { get; }

    /// <summary>Number of the page the table's tree begins at, from 1.</summary>
    public int Root { get; }

    /// <summary>By column, in the table's order, which is that of the wire.</summary>
    public FieldAction[] Actions { get; }

    /// <summary>By column: NULL is refused.</summary>
    public bool[] Required { get; }

    /// <summary>The column that is the row's number; -1 when rows are numbered from 1.</summary>
    public int Key { get; }

    /// <summary>Text may not be UTF-8.</summary>
    public bool ValidateText { get; }

    /// <param name="file">The target with its empty or half-loaded tables.</param>
    /// <param name="table">Of a translated database.</param>
    /// <param name="validateText">The source may hold text that is not UTF-8.</param>
    /// <returns>Null where rows have to be bound one by one.</returns>
    public static ImageTemplate? Of(SqliteFile file, MappedTable table, bool validateText)
    {
        var columns = InsertColumn.Of(table);
        var stored = file.Query($"SELECT name, type, \"notnull\", hidden FROM pragma_table_xinfo({SqliteFile.Literal(table.Target)}) ORDER BY cid");
        if (columns.Length == 0 || stored.Count != columns.Length)
            return null;
        for (var i = 0; i < columns.Length; i++)
        {
            if (stored[i][0] != columns[i].Column.Target || stored[i][3] != "0" || columns[i].Column.Fill is not null || !Holds(stored[i][1]!, columns[i].Action))
                return null;
        }
        var key = table.HasIntegerKey ? Array.FindIndex(columns, column => column.Column.Target == table.RowId) : -1;
        if (table.HasIntegerKey && (key < 0 || columns[key].Action is not (FieldAction.Int16 or FieldAction.Int32 or FieldAction.Int64 or FieldAction.UInt32)))
            return null;
        var required = stored.Select((column, index) => column[2] != "0" || index == key).ToArray();
        return Make(Definition(file, table), table.Target) is var (pages, root)
            ? new ImageTemplate(pages, root, [.. columns.Select(column => column.Action)], required, key, validateText)
            : null;
    }

    // Without an index the definition is taken as it is. With one, SQLite would take the image's index for the table's:
    // the plain definition makes it look at each row.
    private static string Definition(SqliteFile file, MappedTable table)
    {
        var name = SqliteFile.Literal(table.Target);
        if (file.QueryInteger($"SELECT count(*) FROM pragma_index_list({name})") == 0)
            return file.Query($"SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = {name}")[0][0]!;
        var columns = InsertColumn.Of(table).Select(column =>
            SqliteFile.Quote(column.Column.Target) + (table.HasIntegerKey && column.Column.Target == table.RowId ? " INTEGER PRIMARY KEY" : ""));
        return $"CREATE TABLE {SqliteFile.Quote(table.Target)} ({string.Join(", ", columns)})";
    }

    // A value must be stored as SQLite would have stored it had it been bound.
    private static bool Holds(string type, FieldAction action) => type == "ANY" || type == action switch
    {
        FieldAction.Bool or FieldAction.Int16 or FieldAction.Int32 or FieldAction.Int64 or FieldAction.UInt32 => "INTEGER",
        FieldAction.Real4 or FieldAction.Real8 => "REAL",
        FieldAction.Blob => "BLOB",
        _ => "TEXT",
    };

    private static (byte[] Pages, int Root)? Make(string definition, string table)
    {
        using var database = SqliteFile.Open(":memory:", create: true);
        database.Execute($"PRAGMA page_size = {PageSize}; PRAGMA auto_vacuum = 0; {definition}");
        var root = (int)database.QueryInteger($"SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = {SqliteFile.Literal(table)}");
        var pages = database.Serialize();
        // A definition of many pages would be read again for every image.
        return pages.Length <= 8 * PageSize ? (pages, root) : null;
    }
}
