using AdminApp.Data.DataMigration.Mapping;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>How far a table is loaded: everything before that block of that part.</summary>
/// <param name="Finished">All of it.</param>
internal readonly record struct TablePosition(int Part, long Block, bool Finished);

/// <summary>Cuts tables into chunks.</summary>
internal static class ChunkPlan
{
    /// <summary>
    /// Bytes of the source in a chunk: much smaller and each reader waits for too many answers, much larger and the readers
    /// have more on the way than they may keep.
    /// </summary>
    public const long ChunkBytes = 8 << 20;

    /// <summary>What is left to load of the tables, in order.</summary>
    public static IEnumerable<Chunk> Of(DatabaseMap map, IReadOnlyList<IReadOnlyList<PartSize>> sizes, Func<MappedTable, TablePosition> position, long chunkBytes = ChunkBytes) =>
        map.Tables.SelectMany((table, index) => OfTable(table, sizes[index], position(table), chunkBytes));

    private static IEnumerable<Chunk> OfTable(MappedTable table, IReadOnlyList<PartSize> sizes, TablePosition position, long chunkBytes)
    {
        if (position.Finished)
            yield break;
        for (var part = position.Part; part < sizes.Count; part++)
        {
            var size = sizes[part];
            var from = part == position.Part ? position.Block : 0;
            var step = size.InBlocks ? Math.Max(1, chunkBytes * size.Blocks / Math.Max(1, size.Bytes)) : long.MaxValue;
            for (; size.Blocks - from > step; from += step)
                yield return new Chunk(table, part, from, from + step, step, Ends: false);
            yield return new Chunk(table, part, from, null, Math.Max(0, size.Blocks - from), Ends: part == sizes.Count - 1);
        }
    }
}
