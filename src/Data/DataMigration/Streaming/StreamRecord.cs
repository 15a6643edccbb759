using System.Globalization;
using AdminApp.Data.DataMigration.Sqlite;
using NpgsqlTypes;
using SQLitePCL;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>How far a target has followed its source; <c>_pg_stream</c>, one row, changed with the rows it speaks of.</summary>
/// <param name="Slot">Name of the slot and of the publication at the source.</param>
/// <param name="Source">Tells databases apart, see <see cref="Load.SourceReading.Identify"/>.</param>
/// <param name="Position">Everything up to there is in the target.</param>
/// <param name="AppliedAt">UTC, by the source's clock: commit of the last applied transaction; null when there is none.</param>
internal sealed record StreamRecord(string Slot, string Source, NpgsqlLogSequenceNumber Position, DateTime? AppliedAt, long Rows, long Transactions, SourceCatalogue Catalogue)
{
    private const string Table = """
        DROP TABLE IF EXISTS _pg_stream;
        CREATE TABLE _pg_stream (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            slot TEXT NOT NULL,
            source TEXT NOT NULL,
            position TEXT NOT NULL,
            applied_at TEXT,
            rows INTEGER NOT NULL,
            transactions INTEGER NOT NULL,
            catalogue TEXT NOT NULL
        ) STRICT
        """;

    /// <summary>Changes the row: position, time, rows and transactions since.</summary>
    public const string AdvanceSql = "UPDATE _pg_stream SET position = ?1, applied_at = coalesce(?2, applied_at), rows = rows + ?3, transactions = transactions + ?4";

    /// <summary>Begins a stream in a target that nobody else has open yet.</summary>
    public void Create(SqliteFile file)
    {
        file.Execute("BEGIN; " + Table);
        using var insert = file.Prepare("INSERT INTO _pg_stream VALUES (1, ?1, ?2, ?3, NULL, 0, 0, ?4)");
        raw.sqlite3_bind_text(insert, 1, Slot);
        raw.sqlite3_bind_text(insert, 2, Source);
        raw.sqlite3_bind_text(insert, 3, Position.ToString());
        raw.sqlite3_bind_text(insert, 4, Catalogue.ToJson());
        file.Step(insert);
        raw.sqlite3_reset(insert);
        file.Execute("COMMIT");
    }

    /// <returns>null when the file is no target of a stream.</returns>
    public static StreamRecord? Read(SqliteFile file)
    {
        if (file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = '_pg_stream'") == 0 || file.Query("SELECT slot, source, position, applied_at, rows, transactions, catalogue FROM _pg_stream") is not [var row])
            return null;
        return new StreamRecord(
            row[0]!, row[1]!, NpgsqlLogSequenceNumber.Parse(row[2]!), row[3] is { } at ? DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null,
            long.Parse(row[4]!, CultureInfo.InvariantCulture), long.Parse(row[5]!, CultureInfo.InvariantCulture), SourceCatalogue.FromJson(row[6]!));
    }
}
