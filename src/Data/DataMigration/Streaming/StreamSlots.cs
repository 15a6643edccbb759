using AdminApp.Data.DataMigration.Postgres;
using Npgsql;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>A slot of ours at a source.</summary>
/// <param name="Active">Somebody streams from it now.</param>
/// <param name="LagBytes">Log that was not said to be durable yet.</param>
/// <param name="RetainedBytes">Log the source keeps for it.</param>
/// <param name="File">The target it was made for; null when nobody said.</param>
/// <param name="Machine">Where that file is.</param>
/// <param name="Orphan">Nobody will ever go on with it.</param>
/// <param name="State">Why it is one or is none, for people.</param>
public sealed record StreamSlot(string Name, bool Active, long LagBytes, long RetainedBytes, string? File, string? Machine, bool Orphan, string State);

/// <summary>The slots of ours at a source, whoever made them.</summary>
public static class StreamSlots
{
    /// <param name="source">PostgreSQL.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataMigrationException">The source cannot be asked.</exception>
    public static Task<IReadOnlyList<StreamSlot>> ListAsync(string source, CancellationToken cancellationToken) => AskAsync(source, session => ListAsync(session, cancellationToken), cancellationToken);

    /// <summary>Drops those that nobody owns, and tells which.</summary>
    /// <inheritdoc cref="ListAsync(string, CancellationToken)"/>
    public static Task<IReadOnlyList<StreamSlot>> RemoveOrphansAsync(string source, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<StreamSlot>>(source, async session =>
    {
        StreamSlot[] orphans = [.. (await ListAsync(session, cancellationToken).ConfigureAwait(false)).Where(slot => slot.Orphan)];
        foreach (var slot in orphans)
            await SourceSlots.DropAsync(session, slot.Name, cancellationToken).ConfigureAwait(false);
        return orphans;
    }, cancellationToken);

    private static async Task<IReadOnlyList<StreamSlot>> ListAsync(NpgsqlConnection session, CancellationToken cancellationToken) =>
        [.. (await SourceSlots.ListAsync(session, SourceSlots.Prefix, cancellationToken).ConfigureAwait(false)).Select(Describe)];

    private static StreamSlot Describe(SourceSlot slot)
    {
        var (orphan, state) = Judge(slot);
        var lag = slot.Confirmed == default ? 0 : (long)((ulong)slot.Now - (ulong)slot.Confirmed);
        return new StreamSlot(slot.Name, slot.Active, Math.Max(0, lag), slot.RetainedBytes, slot.Owner?.File, slot.Owner?.Machine, orphan, state);
    }

    private static (bool Orphan, string State) Judge(SourceSlot slot)
    {
        if (slot.Active)
            return (false, "streams");
        if (slot.Owner is not { } owner)
            return (true, "orphan: nobody says whose it is");
        if (owner.Machine != Environment.MachineName)
            return (false, $"belongs to {owner.File} on {owner.Machine}; look there");
        if (StreamIntent.Read(owner.File) is not { } intent || intent.Slot != slot.Name)
            return (true, $"orphan: {owner.File} has no such stream");
        if (!intent.Copied && !StreamLock.IsHeld(owner.File))
            return (true, $"orphan: the copy into {owner.File} never ended");
        return (false, slot.Lost is { } lost ? $"of no use any more ({lost}): drop the stream into {owner.File}" : intent.Fault is null ? intent.Copied ? "stopped" : "copying" : $"stopped: {intent.Fault}");
    }

    private static async Task<T> AskAsync<T>(string source, Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        var address = SourceAddress.Parse(source);
        try
        {
            await using var session = await StreamSessions.OpenAsync(address, cancellationToken).ConfigureAwait(false);
            return await ask(session).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (DataMigrationException or OperationCanceledException))
        {
            throw PostgresErrors.Explain(error, address);
        }
    }
}
