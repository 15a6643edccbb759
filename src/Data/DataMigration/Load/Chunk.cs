using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>A run of rows that is read by one COPY: some blocks of one part of a table. Chunks are written in order.</summary>
/// <param name="Table">The table.</param>
/// <param name="Part">Index into <see cref="MappedTable.Parts"/>.</param>
/// <param name="From">First block, 0 for the beginning.</param>
/// <param name="To">The block after the last; null reads to the end, however far that is.</param>
/// <param name="Blocks">Blocks it has by the part's size, for foretelling.</param>
/// <param name="Ends">Nothing of the table follows.</param>
internal sealed record Chunk(MappedTable Table, int Part, long From, long? To, long Blocks, bool Ends)
{
    /// <summary>The query whose rows the chunk has.</summary>
    public string Sql
    {
        get
        {
            var select = $"SELECT {string.Join(", ", Table.Columns.Where(column => !column.Computed).Select(column => column.BinarySelect))} FROM {Table.Parts[Part].Rows}";
            return PartSize.Range(From, To) is { } range ? $"{select} WHERE {range}" : select;
        }
    }
}
