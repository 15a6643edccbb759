using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Plan;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using Npgsql.Replication;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>The beginning of a stream: a slot, and the copy under the snapshot it came with.</summary>
internal sealed class StreamCopy : IAsyncDisposable
{
    private readonly StreamTarget _target;
    private readonly SourceAddress _address;
    private readonly LogicalReplicationConnection _holder;
    private readonly string _snapshot;
    private readonly NpgsqlLogSequenceNumber _position;
    private readonly SourceCatalogue _catalogue;
    private readonly string _identity;

    private StreamCopy(StreamTarget target, SourceAddress address, LogicalReplicationConnection holder, string snapshot, NpgsqlLogSequenceNumber position, SourceCatalogue catalogue, string identity) =>
        (_target, _address, _holder, _snapshot, _position, _catalogue, _identity) = (target, address, holder, snapshot, position, catalogue, identity);

    /// <summary>Looks whether the source can be streamed, then makes publication and slot. What an earlier attempt left is dropped.</summary>
    /// <param name="target">Whereto.</param>
    /// <param name="address">Wherefrom.</param>
    /// <param name="making">Called before anything is made at the source.</param>
    /// <param name="undone">Called when nothing of it is left there.</param>
    /// <param name="cancellationToken">Leaves nothing at the source.</param>
    /// <exception cref="DataMigrationException">Names what stands in the way.</exception>
    public static async Task<StreamCopy> BeginAsync(StreamTarget target, SourceAddress address, Action making, Action undone, CancellationToken cancellationToken)
    {
        var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        await SourceSlots.DropAsync(session, target.Slot, cancellationToken).ConfigureAwait(false);
        var catalogue = await OwnThread.Run(() => Look(target, address, null, cancellationToken)).ConfigureAwait(false);
        making();
        LogicalReplicationConnection? holder = null;
        try
        {
            await SourceSlots.PublishAsync(session, target.Slot, catalogue, SlotOwner.Of(target), address, cancellationToken).ConfigureAwait(false);
            holder = await StreamSessions.ReplicationAsync(address, cancellationToken).ConfigureAwait(false);
            // Waits for the transactions that are running.
            holder.CommandTimeout = Timeout.InfiniteTimeSpan;
            var slot = await holder.CreatePgOutputReplicationSlot(target.Slot, slotSnapshotInitMode: LogicalSlotSnapshotInitMode.Export, cancellationToken: cancellationToken).ConfigureAwait(false);
            var then = await OwnThread.Run(() => Look(target, address, slot.SnapshotName, cancellationToken)).ConfigureAwait(false);
            var changes = SourceChanges.Between(catalogue, then).ToArray();
            if (changes.Length > 0 || then.Parts.Count != catalogue.Parts.Count)
                throw new DataMigrationException($"The source {address} was altered while the stream began: {string.Join("; ", changes.DefaultIfEmpty("it has other tables"))}. Start again.");
            return new StreamCopy(target, address, holder, slot.SnapshotName!, slot.ConsistentPoint, then, await SourceIdentity.ReadAsync(session, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            if (holder is not null)
                await holder.DisposeAsync().ConfigureAwait(false);
            await SourceSlots.DropAsync(session, target.Slot, CancellationToken.None).ConfigureAwait(false);
            undone();
            throw;
        }
    }

    /// <summary>Copies, proves, and puts the file in its place, with the position from which changes follow.</summary>
    /// <inheritdoc cref="DataCopy.RunAsync"/>
    public Task<DataCopyReport> RunAsync(IProgress<DataCopyProgress> progress, CancellationToken cancellationToken) => DataCopy.RunAsync(
        new DataCopyRequest
        {
            SourceConnectionString = _target.Source,
            TargetFile = _target.File,
            Mode = _target.Mode,
            Replace = _target.Replace,
            AllowUnmapped = _target.AllowUnmapped,
            Only = _target.Only,
            Exclude = _target.Exclude,
            Snapshot = _snapshot,
            Progress = progress,
            BeforeReplacing = Record,
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    // In the file before it is in its place: a file without a position would be no target.
    private void Record()
    {
        var partial = _target.Path + ".partial";
        using var file = SqliteFile.Open(partial, create: false);
        var map = StreamedMap.Read(file, partial);
        var known = _catalogue.Parts.ToLookup(part => part.Table);
        if (map.Tables.Any(table => !known[table.Id].Select(part => part.Name).Order(StringComparer.Ordinal).SequenceEqual(table.Parts.Select(part => part.Name).Order(StringComparer.Ordinal))))
            throw new DataMigrationException($"The source {_address} was altered while the stream began. Start again.");
        new StreamRecord(_target.Slot, _identity, _position, null, 0, 0, _catalogue).Create(file);
    }

    private static SourceCatalogue Look(StreamTarget target, SourceAddress address, string? snapshot, CancellationToken cancellationToken)
    {
        using var source = PostgresSource.Open(address, cancellationToken, snapshot);
        if (SourceReadiness.Server(source) is { Count: > 0 } reasons)
            throw new DataMigrationException($"{address} cannot be streamed: {string.Join("; ", reasons)}.");
        var request = new DataCopyRequest { SourceConnectionString = target.Source, TargetFile = target.File, Mode = target.Mode, AllowUnmapped = target.AllowUnmapped, Only = target.Only, Exclude = target.Exclude };
        var targets = target.Mode == DataCopyMode.Model ? DataPlan.TenantTables(cancellationToken) : [];
        var map = new SourceReading(request, targets, null).Plan(source, cancellationToken).Map;
        var catalogue = SourceCatalogue.Read(source.Command, map, watchNew: target is { AllowUnmapped: false, Only.Count: 0 });
        Streamable.Require(map, catalogue);
        return catalogue;
    }
}
