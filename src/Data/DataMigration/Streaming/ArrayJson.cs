using AdminApp.Data.DataMigration.Values;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>From PostgreSQL's array literal to the JSON that its array_to_json gives; the way back is <see cref="ArrayText"/>.</summary>
internal static class ArrayJson
{
    /// <returns>null for an array that JSON would not tell back: of several dimensions, or not counted from 1.</returns>
    public static ByteBuilder? Of(ReadOnlySpan<byte> literal, ArrayElement element)
    {
        if (literal.Length < 2 || literal[0] != '{')
            return null;
        var json = new ByteBuilder(literal.Length + 16);
        json.Append((byte)'[');
        var text = new ByteBuilder(64);
        var position = 1;
        while (literal[position] != '}')
        {
            if (literal[position] == '{')
                return null;
            if (position > 1)
                json.Append((byte)',');
            text.Clear();
            var quoted = literal[position] == '"';
            position = quoted ? Quoted(literal, position + 1, text) : Plain(literal, position, text);
            Append(json, text.Written, quoted, element);
            if (literal[position] == ',')
                position++;
        }
        json.Append((byte)']');
        return json;
    }

    private static int Quoted(ReadOnlySpan<byte> literal, int position, ByteBuilder text)
    {
        for (; literal[position] != '"'; position++)
        {
            if (literal[position] == '\\')
                position++;
            text.Append(literal[position]);
        }
        return position + 1;
    }

    private static int Plain(ReadOnlySpan<byte> literal, int position, ByteBuilder text)
    {
        var length = literal[position..].IndexOfAny((byte)',', (byte)'}');
        text.Append(literal.Slice(position, length));
        return position + length;
    }

    private static void Append(ByteBuilder json, ReadOnlySpan<byte> value, bool quoted, ArrayElement element)
    {
        if (!quoted && value.SequenceEqual("NULL"u8))
            json.Append("null"u8);
        else if (element == ArrayElement.Boolean)
            json.Append(value.SequenceEqual("t"u8) ? "true"u8 : "false"u8);
        else if (element == ArrayElement.Number && value[^1] is >= (byte)'0' and <= (byte)'9')
            json.Append(value);
        else
            AppendText(json, value);
    }

    // As PostgreSQL's escape_json.
    private static void AppendText(ByteBuilder json, ReadOnlySpan<byte> value)
    {
        json.Append((byte)'"');
        foreach (var character in value)
        {
            switch (character)
            {
                case (byte)'\b': json.Append("\\b"u8); break;
                case (byte)'\f': json.Append("\\f"u8); break;
                case (byte)'\n': json.Append("\\n"u8); break;
                case (byte)'\r': json.Append("\\r"u8); break;
                case (byte)'\t': json.Append("\\t"u8); break;
                case (byte)'"': json.Append("\\\""u8); break;
                case (byte)'\\': json.Append("\\\\"u8); break;
                case < 0x20:
                    json.Append("\\u00"u8);
                    json.Append((byte)(character < 16 ? '0' : '1'));
                    json.Append((byte)"0123456789abcdef"[character & 15]);
                    break;
                default: json.Append(character); break;
            }
        }
        json.Append((byte)'"');
    }
}
