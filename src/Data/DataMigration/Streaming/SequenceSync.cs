using System.Globalization;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Sequences are not in the log: they are read when everything else is in the target.</summary>
internal static class SequenceSync
{
    /// <summary>Where the source's sequences stand; those that are gone are missing.</summary>
    public static async Task<IReadOnlyList<MappedSequence>> ReadAsync(NpgsqlConnection session, DatabaseMap map, CancellationToken cancellationToken)
    {
        var found = new List<MappedSequence>();
        foreach (var sequence in map.Sequences)
        {
            await using var command = new NpgsqlCommand($"SELECT last_value, is_called FROM {SourceTable.Quote(sequence.Schema)}.{SourceTable.Quote(sequence.Name)}", session);
            try
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    found.Add(sequence with { LastValue = reader.GetInt64(0), IsCalled = reader.GetBoolean(1) });
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                // A verification names it.
            }
        }
        return found;
    }

    /// <summary>Puts them into the target's catalogue, and lets its own tables count from there.</summary>
    public static void Write(SqliteFile file, DatabaseMap map, IReadOnlyList<MappedSequence> sequences)
    {
        file.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (var sequence in sequences)
            {
                file.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                    UPDATE _pg_sequence SET last_value = {sequence.LastValue}, is_called = {(sequence.IsCalled ? 1 : 0)}
                    WHERE schema = {SqliteFile.Literal(sequence.Schema)} AND name = {SqliteFile.Literal(sequence.Name)}
                    """));
            }
            foreach (var table in sequences.Where(sequence => sequence.Table is not null).GroupBy(sequence => sequence.Table!.Value))
                TargetChecks.SeedSequence(file, map.Tables[table.Key], table.Max(sequence => sequence.Given));
            file.Execute("COMMIT");
        }
        catch
        {
            file.Execute("ROLLBACK");
            throw;
        }
    }
}
