using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>
/// Keeps the exact text of values that their column cannot hold. They are gathered while a row is bound, and written when
/// its number is known.
/// </summary>
internal sealed class ExactWriter(SqliteFile file) : IDisposable
{
    private readonly List<ExactEntry> _ofRow = [];
    private readonly ExactInsert _insert = new(file);

    /// <inheritdoc cref="ExactEntry"/>
    public void Add(int column, object? stored, string? text) => _ofRow.Add(new ExactEntry(column, stored, text));

    public bool HasAny => _ofRow.Count > 0;

    /// <summary>Writes the values of the row.</summary>
    public void Write(int table, long row)
    {
        _insert.Write(table, row, _ofRow);
        _ofRow.Clear();
    }

    public void Dispose() => _insert.Dispose();
}
