using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AdminApp.Data.Schema;

namespace AdminApp.Data.Audit;

/// <summary>
/// The hash of an audit row: SHA-256 over the hash before it, then every column in a form that is the same on SQLite and
/// PostgreSQL, so that a tenant's chain stays whole when it moves. Columns carry their length, so that none can pass for another.
/// </summary>
internal sealed class AuditSeal
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Changes with the form, so that a row is never taken for one of another form.</summary>
    private const byte Form = 1;

    /// <summary>Before the first row of a chain.</summary>
    public static readonly byte[] Genesis = new byte[Length];

    private readonly ArrayBufferWriter<byte> content = new(1024);

    /// <param name="before">The hash of the row before.</param>
    /// <param name="entry">With its final id.</param>
    public byte[] Of(ReadOnlySpan<byte> before, AuditEntry entry)
    {
        content.ResetWrittenCount();
        content.Write(before);
        content.Write([Form]);
        Add(entry.Id);
        Add(NaiveUtcConverter.ToStored(entry.OccurredAt).Ticks / TimeSpan.TicksPerMicrosecond);
        Add(entry.Actor);
        Add(entry.ActorId);
        Add(entry.Origin);
        Add(entry.UserAgent);
        Add(entry.Action);
        Add(entry.Entity);
        Add(entry.EntityId ?? long.MinValue);
        Add(entry.EntityName);
        Add(entry.Reason);
        Add(entry.Before);
        Add(entry.After);
        Add(entry.BatchId);
        return SHA256.HashData(content.WrittenSpan);
    }

    private void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.GetSpan(sizeof(long)), number);
        content.Advance(sizeof(long));
    }

    private void Add(string? text)
    {
        var length = content.GetSpan(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        content.Advance(sizeof(int));
        if (text is not null)
            Encoding.UTF8.GetBytes(text, content);
    }
}
