using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What only the source can tell about a change.</summary>
internal interface IServerValues
{
    /// <summary>Works out the columns that the source computes and does not send.</summary>
    /// <param name="writer">Of the table.</param>
    /// <param name="part">Where the row is.</param>
    /// <param name="row">Has a value for every other column; gets those.</param>
    void Compute(TableWriter writer, CataloguePart part, RowImage row);

    /// <summary>Deletes the rows of some leaves of a partitioned table, and no others.</summary>
    void DeletePart(SqliteFile file, MappedTable table, TableWriter writer, IReadOnlyList<CataloguePart> truncated, DatabaseMap map);
}
