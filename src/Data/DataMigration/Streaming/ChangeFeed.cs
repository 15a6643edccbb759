using AdminApp.Data.DataMigration.Postgres;
using Npgsql.Replication;
using Npgsql.Replication.Internal;
using Npgsql.Replication.PgOutput;
using NpgsqlTypes;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>The changes of a slot from a position on, message by message.</summary>
internal sealed class ChangeFeed : IAsyncDisposable
{
    // More is given back when the value that needed it is written.
    private const int LargestKept = 16 << 20;

    private readonly LogicalReplicationConnection _connection;
    private readonly IAsyncEnumerator<XLogDataMessage> _messages;

    private readonly CancellationTokenSource _stop;

    private ChangeFeed(LogicalReplicationConnection connection, IAsyncEnumerator<XLogDataMessage> messages, CancellationTokenSource stop) =>
        (_connection, _messages, _stop) = (connection, messages, stop);

    private Task<bool> _next = Task.FromResult(true);

    /// <summary>The bytes of the message read last.</summary>
    public byte[] Data { get; private set; } = GC.AllocateUninitializedArray<byte>(64 << 10);

    public int Length { get; private set; }

    /// <summary>While a message is waited for: everything before has been read, and nothing of the slot lies before that.</summary>
    public NpgsqlLogSequenceNumber Received => _connection.LastReceivedLsn;

    public static async Task<ChangeFeed> OpenAsync(SourceAddress address, string slot, NpgsqlLogSequenceNumber from, CancellationToken cancellationToken)
    {
        var connection = await StreamSessions.ReplicationAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            connection.SetReplicationStatus(from);
            Dictionary<string, string?> options = new() { ["proto_version"] = "1", ["publication_names"] = $"\"{slot}\"" };
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var messages = connection.StartLogicalReplication(new PgOutputReplicationSlot(slot), stop.Token, from, options);
            return new ChangeFeed(connection, messages.GetAsyncEnumerator(stop.Token), stop);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins to wait for the next message; true when it is there, false when the source ended the stream.</summary>
    public Task<bool> NextAsync() => _next = _messages.MoveNextAsync().AsTask();

    /// <summary>Reads the message that <see cref="NextAsync"/> announced.</summary>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (Data.Length > LargestKept)
            Data = GC.AllocateUninitializedArray<byte>(64 << 10);
        var stream = _messages.Current.Data;
        Length = 0;
        while (await stream.ReadAsync(Data.AsMemory(Length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            Length += read;
            if (Length < Data.Length)
                continue;
            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Data.Length * 2L));
            Data.CopyTo(larger, 0);
            Data = larger;
        }
    }

    /// <summary>Tells the source that everything up to there is durable.</summary>
    public async Task ConfirmAsync(NpgsqlLogSequenceNumber position, bool now, CancellationToken cancellationToken)
    {
        _connection.SetReplicationStatus(position);
        if (now)
            await _connection.SendStatusUpdate(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // The driver must not be disposed of while it reads; what ended the reading is told by its own exception.
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_next).ConfigureAwait(false);
        _ = _next.Exception;
        try
        {
            await _messages.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresErrors.IsConnectionLost(error) || error is OperationCanceledException)
        {
            // As above.
        }
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
