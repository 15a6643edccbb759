using System.Data;
using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>Looks after a source beside its stream: how far it is, whether its tables are still the same, what it keeps for us.</summary>
internal sealed class SourceWatch(SourceAddress address, StreamRecord record, StreamSettings settings, StreamProgress progress)
{
    // The whole catalogue is asked less often; a change of an altered table says so by itself.
    private const int LooksPerComparison = 5;

    private int _looks;

    /// <exception cref="StreamFaultException">The stream must not go on.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection? session = null;
        try
        {
            using var timer = new PeriodicTimer(settings.LookEvery);
            do
            {
                try
                {
                    session ??= await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
                    await LookAsync(session, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or InvalidOperationException { Source: "Npgsql" })
                {
                    // The stream itself says when the source is away for too long.
                    await CloseAsync(session).ConfigureAwait(false);
                    session = null;
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            await CloseAsync(session).ConfigureAwait(false);
        }
    }

    /// <summary>The source's tables are those that were copied.</summary>
    /// <exception cref="StreamFaultException">They are not.</exception>
    public async Task RequireSameAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        // One moment of the catalogue: a table that is dropped between two questions would seem to have no columns.
        await using var moment = await session.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        var now = record.Catalogue.ReadAgain(sql => new NpgsqlCommand(sql, session));
        var changes = SourceChanges.Between(record.Catalogue, now)
            .Concat(record.Catalogue.NewLeaves(sql => new NpgsqlCommand(sql, session)).Select(leaf => $"partition {leaf} was added"))
            .Concat(record.Catalogue.NewTables(sql => new NpgsqlCommand(sql, session)).Select(table => $"table {table} was created")).ToArray();
        if (changes.Length > 0)
            throw ChangeApplier.Altered(changes);
        if (!await SourceSlots.PublishesAsync(session, record.Slot, record.Catalogue, cancellationToken).ConfigureAwait(false))
            throw new StreamFaultException($"The publication {record.Slot} at {address} was dropped or no longer has every table, so changes may be lost. Start the stream anew.");
    }

    private async Task LookAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        if (await SourceSlots.FindAsync(session, record.Slot, cancellationToken).ConfigureAwait(false) is not { } slot)
            return;
        progress.Saw(slot, settings.WarnRetainedBytes);
        await GuardAsync(session, slot, settings, cancellationToken).ConfigureAwait(false);
        if (_looks++ % LooksPerComparison == 0)
            await RequireSameAsync(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops a slot for which the source keeps more than it may.</summary>
    /// <exception cref="StreamFaultException">It was dropped.</exception>
    public static async Task GuardAsync(NpgsqlConnection session, SourceSlot slot, StreamSettings settings, CancellationToken cancellationToken)
    {
        if (settings.MostRetainedBytes == 0 || slot.RetainedBytes <= settings.MostRetainedBytes)
            return;
        await SourceSlots.DropAsync(session, slot.Name, cancellationToken).ConfigureAwait(false);
        throw new StreamFaultException(
            $"The source kept {slot.RetainedBytes >> 20:N0} MiB of its log for the stream, more than the limit of {settings.MostRetainedBytes >> 20:N0} MiB (Streams:DropAtRetainedMiB): the slot {slot.Name} was dropped. Start the stream anew.");
    }

    private static async Task CloseAsync(NpgsqlConnection? session)
    {
        if (session is not null)
            await session.DisposeAsync().ConfigureAwait(false);
    }
}
