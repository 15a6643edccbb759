using System.Buffers.Binary;
using System.Text;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>What a field of a changed row came as.</summary>
internal enum FieldKind : byte
{
    Null,

    /// <summary>A long value that the change left as it was; the source does not send it.</summary>
    Unchanged,

    /// <summary>PostgreSQL's own text.</summary>
    Text,
}

/// <summary>A field of a changed row.</summary>
/// <param name="Start">Where its bytes begin in the message.</param>
internal readonly record struct Field(FieldKind Kind, int Start, int Length);

/// <summary>A column as the source describes it before its first change.</summary>
/// <param name="Type">oid of the type.</param>
/// <param name="Modifier">atttypmod.</param>
internal sealed record StreamedColumn(string Name, bool InIdentity, uint Type, int Modifier);

/// <summary>A table as the source describes it before its first change.</summary>
/// <param name="Id">Its oid.</param>
/// <param name="Identity">relreplident: d, n, f, i.</param>
internal sealed record StreamedRelation(uint Id, string Schema, string Name, char Identity, IReadOnlyList<StreamedColumn> Columns);

/// <summary>
/// One message of the plugin pgoutput, protocol version 1, every value as text. Fields refer to the bytes given to
/// <see cref="Read"/>; lists are used again for the next message.
/// </summary>
internal sealed class ChangeMessage
{
    private readonly List<Field> _old = [];
    private readonly List<Field> _new = [];
    private readonly List<uint> _truncated = [];

    /// <summary>B begin, C commit, R relation, I insert, U update, D delete, T truncate; others say nothing about rows.</summary>
    public char Kind { get; private set; }

    /// <summary>oid of the table of a change.</summary>
    public uint RelationId { get; private set; }

    /// <summary>Of a relation message.</summary>
    public StreamedRelation? Relation { get; private set; }

    /// <summary>The row before the change; with <see cref="OldIsKey"/> only the columns that identify it are filled. Empty when the identity did not change.</summary>
    public IReadOnlyList<Field> Old => _old;

    public bool OldIsKey { get; private set; }

    public IReadOnlyList<Field> New => _new;

    /// <summary>oids of the tables of a truncate.</summary>
    public IReadOnlyList<uint> Truncated => _truncated;

    /// <summary>Of a begin: where its transaction's commit begins in the log. Of a commit: where it ends.</summary>
    public ulong Position { get; private set; }

    /// <summary>Of a begin and a commit: UTC, by the source's clock.</summary>
    public DateTime CommittedAt { get; private set; }

    /// <exception cref="IOException">It is no such message.</exception>
    public void Read(ReadOnlySpan<byte> data)
    {
        _old.Clear();
        _new.Clear();
        _truncated.Clear();
        Relation = null;
        var cursor = new Cursor(data);
        Kind = (char)cursor.Byte();
        switch (Kind)
        {
            case 'B':
                Position = cursor.UInt64();
                CommittedAt = cursor.Time();
                break;
            case 'C':
                cursor.Byte();
                cursor.UInt64();
                Position = cursor.UInt64();
                CommittedAt = cursor.Time();
                break;
            case 'R':
                ReadRelation(ref cursor);
                break;
            case 'I':
                RelationId = cursor.UInt32();
                cursor.Byte();
                cursor.Tuple(_new);
                break;
            case 'U':
                RelationId = cursor.UInt32();
                var kind = cursor.Byte();
                if (kind is (byte)'K' or (byte)'O')
                {
                    OldIsKey = kind == 'K';
                    cursor.Tuple(_old);
                    cursor.Byte();
                }
                cursor.Tuple(_new);
                break;
            case 'D':
                RelationId = cursor.UInt32();
                OldIsKey = cursor.Byte() == 'K';
                cursor.Tuple(_old);
                break;
            case 'T':
                var count = cursor.UInt32();
                cursor.Byte();
                for (; count > 0; count--)
                    _truncated.Add(cursor.UInt32());
                break;
        }
    }

    private void ReadRelation(ref Cursor cursor)
    {
        var (id, schema, name, identity) = (cursor.UInt32(), cursor.Text(), cursor.Text(), (char)cursor.Byte());
        var columns = new StreamedColumn[cursor.Int16()];
        for (var i = 0; i < columns.Length; i++)
        {
            var flags = cursor.Byte();
            columns[i] = new StreamedColumn(cursor.Text(), (flags & 1) != 0, cursor.UInt32(), (int)cursor.UInt32());
        }
        Relation = new StreamedRelation(id, schema, name, identity, columns);
    }

    private ref struct Cursor(ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> _data = data;
        private int _position;

        public byte Byte() => Take(1)[0];

        public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

        public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

        public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

        // Microseconds since 2000.
        public DateTime Time() => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds((long)UInt64());

        public string Text()
        {
            var length = _data[_position..].IndexOf((byte)0);
            if (length < 0)
                throw Cut();
            var text = Encoding.UTF8.GetString(Take(length));
            _position++;
            return text;
        }

        public void Tuple(List<Field> fields)
        {
            for (var count = Int16(); count > 0; count--)
            {
                switch (Byte())
                {
                    case (byte)'n':
                        fields.Add(new Field(FieldKind.Null, 0, -1));
                        break;
                    case (byte)'u':
                        fields.Add(new Field(FieldKind.Unchanged, 0, -1));
                        break;
                    case (byte)'t':
                        var length = (int)UInt32();
                        fields.Add(new Field(FieldKind.Text, _position, length));
                        Take(length);
                        break;
                    case var other:
                        throw new IOException($"The source sent a value in the form '{(char)other}', which was not asked for");
                }
            }
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count < 0 || count > _data.Length - _position)
                throw Cut();
            var taken = _data.Slice(_position, count);
            _position += count;
            return taken;
        }

        private static IOException Cut() => new("A message of the source ended in the middle");
    }
}
