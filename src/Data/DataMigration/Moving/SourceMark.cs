using System.Globalization;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Verify;
using AdminApp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdminApp.Data.DataMigration.Moving;

/// <summary>What the source looked like when its cutover left it; kept in the target's catalogue, for the way back.</summary>
internal sealed record SourceMark
{
    public const string CreateTables = """
        CREATE TABLE _pg_mark (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE _pg_mark_table (
            table_id INTEGER PRIMARY KEY,
            digest TEXT NOT NULL
        ) STRICT;
        """;

    // The number of the next transaction to begin: what is written later has a higher one.
    private const string Facts = """
        SELECT pg_catalog.pg_current_wal_lsn()::text, pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()),
               to_regclass('"__EFMigrationsHistory"') IS NOT NULL
        """;

    /// <summary>Told apart from every other cutover.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>database at host:port</c>.</summary>
    public required string Source { get; init; }

    /// <summary>UTC, by this machine's clock.</summary>
    public required DateTime TakenAt { get; init; }

    /// <summary>The end of the source's write-ahead log.</summary>
    public required string Lsn { get; init; }

    /// <summary>Rows of the source written by transactions from this number on were written after the mark.</summary>
    public required long NextTransaction { get; init; }

    /// <summary>Schema migrations the source had, in their order.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    /// <summary>See <see cref="CanonicalRow.Version"/>.</summary>
    public required int DigestVersion { get; init; }

    /// <summary>By table of the catalogue: see <see cref="TableDigest.Text"/>.</summary>
    public required IReadOnlyDictionary<int, string> Tables { get; init; }

    /// <summary>
    /// Puts down the state of a source that nobody can write to any more. An earlier mark is replaced.
    /// </summary>
    /// <param name="file">An open, writing connection to the target; its transaction is used if there is one.</param>
    /// <param name="source">Connection string.</param>
    /// <param name="verified">A comparison made since nobody can write, whose digests save reading the source again; null to read it.</param>
    /// <param name="cancellationToken">Leaves no mark.</param>
    /// <exception cref="DataMigrationException">The source cannot be read, or the file was made by no copy.</exception>
    public static async Task<SourceMark> TakeAsync(SqliteConnection file, string source, VerificationReport? verified, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(source);
        try
        {
            var tables = await OwnThread.Run(() => Digests(file.DataSource, address, verified, cancellationToken)).ConfigureAwait(false);
            var mark = await ReadSourceAsync(address, tables, cancellationToken).ConfigureAwait(false);
            mark.Write(file);
            return mark;
        }
        catch (Exception fault) when (fault is not (DataMigrationException or OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            throw PostgresErrors.Explain(fault, address);
        }
    }

    /// <summary>The mark of a file; null when it has none.</summary>
    public static SourceMark? Read(SqliteFile file)
    {
        if (file.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name IN ('_pg_mark', '_pg_mark_table')") < 2)
            return null;
        var pairs = file.Query("SELECT key, value FROM _pg_mark").ToDictionary(row => row[0]!, row => row[1]!, StringComparer.Ordinal);
        return new SourceMark
        {
            Id = Guid.Parse(pairs["id"]),
            Source = pairs["source"],
            TakenAt = DateTime.Parse(pairs["taken_at"], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            Lsn = pairs["lsn"],
            NextTransaction = long.Parse(pairs["next_transaction"], CultureInfo.InvariantCulture),
            Migrations = pairs["migrations"].Split('\n', StringSplitOptions.RemoveEmptyEntries),
            DigestVersion = int.Parse(pairs["digest_version"], CultureInfo.InvariantCulture),
            Tables = file.Query("SELECT table_id, digest FROM _pg_mark_table").ToDictionary(row => int.Parse(row[0]!, CultureInfo.InvariantCulture), row => row[1]!),
        };
    }

    /// <summary>Digests of the source's tables as they are now.</summary>
    /// <param name="map">Which tables.</param>
    /// <param name="address">The source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IReadOnlyDictionary<int, string> DigestsOf(DatabaseMap map, SourceAddress address, CancellationToken cancellationToken)
    {
        using var session = PostgresSource.Open(address, cancellationToken);
        var jobs = Math.Clamp(Environment.ProcessorCount, 1, 8);
        var digests = SourceDigests.ComputeAsync(session, map.Tables, jobs, VerificationMeter.Silent, cancellationToken).GetAwaiter().GetResult();
        return map.Tables.Zip(digests).ToDictionary(pair => pair.First.Id, pair => pair.Second.Text);
    }

    private static IReadOnlyDictionary<int, string> Digests(string path, SourceAddress address, VerificationReport? verified, CancellationToken cancellationToken)
    {
        using var file = SqliteFile.OpenReadOnly(path);
        var record = CatalogueReader.ReadRecord(file, path);
        var map = CatalogueReader.ReadMap(file, record.Mode);
        if (verified is null)
            return DigestsOf(map, address, cancellationToken);
        var known = verified.Tables.ToDictionary(table => table.Name, table => table.Digest, StringComparer.Ordinal);
        return map.Tables.ToDictionary(table => table.Id, table => known.GetValueOrDefault(table.ShownName)
            ?? throw new DataMigrationException($"The comparison did not read {table.ShownName}, so the way back would not be safe. Compare again, then cut over."));
    }

    private static async Task<SourceMark> ReadSourceAsync(SourceAddress address, IReadOnlyDictionary<int, string> tables, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(Facts, connection);
        var (lsn, transaction, hasHistory) = ("", 0L, false);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            (lsn, transaction, hasHistory) = (reader.GetString(0), reader.GetInt64(1), reader.GetBoolean(2));
        }
        command.CommandText = """SELECT coalesce(string_agg("MigrationId", E'\n' ORDER BY "MigrationId"), '') FROM "__EFMigrationsHistory" """;
        var migrations = hasHistory ? (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! : "";
        return new SourceMark
        {
            Id = Guid.NewGuid(),
            Source = address.ToString(),
            TakenAt = DateTime.UtcNow,
            Lsn = lsn,
            NextTransaction = transaction,
            Migrations = migrations.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            DigestVersion = CanonicalRow.Version,
            Tables = tables,
        };
    }

    private void Write(SqliteConnection file)
    {
        file.Execute("DROP TABLE IF EXISTS _pg_mark; DROP TABLE IF EXISTS _pg_mark_table;" + CreateTables);
        foreach (var (key, value) in new[]
        {
            ("id", Id.ToString("D")), ("source", Source), ("taken_at", TakenAt.ToString("O", CultureInfo.InvariantCulture)), ("lsn", Lsn),
            ("next_transaction", NextTransaction.ToString(CultureInfo.InvariantCulture)), ("migrations", string.Join('\n', Migrations)),
            ("digest_version", DigestVersion.ToString(CultureInfo.InvariantCulture)),
        })
        {
            file.Execute("INSERT INTO _pg_mark VALUES ($key, $value)", ("$key", key), ("$value", value));
        }
        foreach (var (table, digest) in Tables)
            file.Execute("INSERT INTO _pg_mark_table VALUES ($table, $digest)", ("$table", table), ("$digest", digest));
    }
}
