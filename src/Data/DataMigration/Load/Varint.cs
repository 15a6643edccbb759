namespace AdminApp.Data.DataMigration.Load;

/// <summary>SQLite's whole numbers of variable length: seven bits a byte, the highest first; the ninth byte has eight.</summary>
internal static unsafe class Varint
{
    /// <returns>Bytes written, 1 to 9.</returns>
    public static int Write(byte* target, ulong value)
    {
        if (value < 0x80)
        {
            *target = (byte)value;
            return 1;
        }
        if (value >= 1UL << 56)
        {
            target[8] = (byte)value;
            value >>= 8;
            for (var i = 7; i >= 0; i--, value >>= 7)
                target[i] = (byte)(value | 0x80);
            return 9;
        }
        var length = Length(value);
        for (var i = length - 1; i >= 0; i--, value >>= 7)
            target[i] = (byte)(i == length - 1 ? value & 0x7F : value | 0x80);
        return length;
    }

    public static int Length(ulong value)
    {
        var length = 1;
        while (length < 9 && (value >>= 7) != 0)
            length++;
        return length;
    }
}
