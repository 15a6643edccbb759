using System.Globalization;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>Sequences send no changes of their own: how far they are is read from the frozen source.</summary>
internal static class CutoverSequences
{
    private const int Batch = 500;

    /// <summary>Makes the target count on from where the source's sequences are, and its catalogue say so.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="DataMigrationException">A sequence cannot be read.</exception>
    public static async Task<int> SetAsync(NpgsqlConnection source, string target, CancellationToken cancellationToken)
    {
        DatabaseMap map;
        using (var file = SqliteFile.OpenReadOnly(target))
            map = CatalogueReader.ReadMap(file, CatalogueReader.ReadRecord(file, target).Mode);
        var now = new List<MappedSequence>(map.Sequences.Count);
        foreach (var batch in map.Sequences.Chunk(Batch))
            now.AddRange(await ReadAsync(source, batch, cancellationToken).ConfigureAwait(false));
        await OwnThread.Run(() => Write(target, map, now)).ConfigureAwait(false);
        return now.Count;
    }

    private static async Task<List<MappedSequence>> ReadAsync(NpgsqlConnection source, MappedSequence[] batch, CancellationToken cancellationToken)
    {
        var arms = batch.Select((sequence, index) => string.Create(
            CultureInfo.InvariantCulture, $"SELECT {index}, last_value, is_called FROM {SourceTable.Quote(sequence.Schema)}.{SourceTable.Quote(sequence.Name)}"));
        await using var command = new NpgsqlCommand(string.Join(" UNION ALL ", arms), source);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var read = new List<MappedSequence>(batch.Length);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            read.Add(batch[reader.GetInt32(0)] with { LastValue = reader.GetInt64(1), IsCalled = reader.GetBoolean(2) });
        return read;
    }

    private static void Write(string target, DatabaseMap map, List<MappedSequence> sequences)
    {
        using var file = SqliteFile.Open(target, create: false);
        file.Execute("PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
        foreach (var sequence in sequences)
        {
            file.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                UPDATE _pg_sequence SET last_value = {sequence.LastValue}, is_called = {(sequence.IsCalled ? 1 : 0)}
                WHERE schema = {SqliteFile.Literal(sequence.Schema)} AND name = {SqliteFile.Literal(sequence.Name)}
                """));
        }
        foreach (var given in sequences.Where(sequence => sequence.Table is not null).GroupBy(sequence => sequence.Table!.Value, sequence => sequence.Given))
            TargetChecks.SeedSequence(file, map.Tables[given.Key], given.Max());
        file.Execute("COMMIT");
    }
}
