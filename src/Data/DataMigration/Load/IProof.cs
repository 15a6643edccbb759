using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Compares every value of tables in source and target.</summary>
internal interface IProof
{
    /// <summary>Begins with the source's side, on threads and connections of its own.</summary>
    /// <param name="snapshot">Holds the snapshot to compare with; to be forked, not used, and alive until the proof is disposed.</param>
    /// <param name="map">What was copied.</param>
    /// <param name="tables">What is to be compared.</param>
    /// <param name="progress">Is told how far it is, from its own threads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IRunningProof Start(PostgresSource snapshot, DatabaseMap map, IReadOnlyList<MappedTable> tables, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>A proof on its way; disposing stops what is still running.</summary>
internal interface IRunningProof : IDisposable
{
    /// <summary>Reads the target's side, which nobody writes meanwhile, and compares.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    /// <returns>One line for each table that is not the same, by <see cref="MappedTable.Id"/>; empty when all are.</returns>
    IReadOnlyDictionary<int, string> Compare(string file);

    /// <summary>What <see cref="Compare"/> found, to the row and value; null before.</summary>
    VerificationReport? Report { get; }
}
