using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AdminApp.Data.DataMigration.Values;

/// <summary>From a stored array, JSON or PostgreSQL's literal, to PostgreSQL's literal.</summary>
internal static class ArrayText
{
    private const int LongestPooled = 1 << 20;

    private static readonly SearchValues<byte> Quoted = SearchValues.Create("\"\\{}, \t\n\r\v\f"u8);

    /// <returns>False when it is neither; something may have been appended then.</returns>
    public static bool TryAppend(ReadOnlySpan<byte> stored, ByteBuilder target)
    {
        if (IsLiteral(stored))
        {
            target.Append(stored);
            return true;
        }
        try
        {
            return AppendJson(stored, target);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A literal begins with { or, when it does not start at 1, with bounds such as [0:2]=; after [ no JSON has digits and a colon.
    private static bool IsLiteral(ReadOnlySpan<byte> stored)
    {
        if (stored.IsEmpty || stored[0] == '{')
            return true;
        if (stored[0] != '[')
            return false;
        var end = stored[1..].IndexOfAnyExcept("-0123456789"u8);
        return end > 0 && stored[1 + end] == ':';
    }

    private static bool AppendJson(ReadOnlySpan<byte> stored, ByteBuilder target)
    {
        var reader = new Utf8JsonReader(stored);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;
        target.Append((byte)'{');
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
                target.Append((byte)',');
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    AppendString(ref reader, target);
                    break;
                case JsonTokenType.Number:
                    target.Append(reader.ValueSpan);
                    break;
                case JsonTokenType.True:
                    target.Append((byte)'t');
                    break;
                case JsonTokenType.False:
                    target.Append((byte)'f');
                    break;
                case JsonTokenType.Null:
                    target.Append("NULL"u8);
                    break;
                default:
                    return false;
            }
        }
        target.Append((byte)'}');
        return !reader.Read();
    }

    private static void AppendString(ref Utf8JsonReader reader, ByteBuilder target)
    {
        if (!reader.ValueIsEscaped)
        {
            AppendElement(reader.ValueSpan, target);
            return;
        }
        if (reader.ValueSpan.Length > LongestPooled)
        {
            AppendLongString(ref reader, target);
            return;
        }
        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            AppendElement(text.AsSpan(0, reader.CopyString(text)), target);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    // In memory that is given back at once: the pool would hold on to it, and a collection may come late.
    private static unsafe void AppendLongString(ref Utf8JsonReader reader, ByteBuilder target)
    {
        var length = reader.ValueSpan.Length;
        var memory = (byte*)NativeMemory.Alloc((nuint)length);
        try
        {
            var text = new Span<byte>(memory, length);
            AppendElement(text[..reader.CopyString(text)], target);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    // As PostgreSQL's array_out quotes.
    private static void AppendElement(ReadOnlySpan<byte> element, ByteBuilder target)
    {
        if (!element.IsEmpty && !element.ContainsAny(Quoted) && !Ascii.EqualsIgnoreCase(element, "NULL"u8))
        {
            target.Append(element);
            return;
        }
        target.Append((byte)'"');
        for (var stop = element.IndexOfAny((byte)'"', (byte)'\\'); stop >= 0; stop = element.IndexOfAny((byte)'"', (byte)'\\'))
        {
            target.Append(element[..stop]);
            target.Append((byte)'\\');
            target.Append(element[stop]);
            element = element[(stop + 1)..];
        }
        target.Append(element);
        target.Append((byte)'"');
    }
}
