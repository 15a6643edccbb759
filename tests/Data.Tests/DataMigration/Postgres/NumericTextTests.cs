using System.Buffers.Binary;
using System.Text;
using AdminApp.Data.DataMigration.Postgres;

namespace AdminApp.Data.Tests.DataMigration.Postgres;

/// <summary>Numbers as they come from the wire: count of groups, weight, sign, scale, groups of four digits.</summary>
public sealed class NumericTextTests
{
    private const int Minus = 0x4000;

    [Theory]
    [InlineData(0, 0, 0, new short[0], "0.0", "0")]
    [InlineData(0, 0, 3, new short[0], "0.0", "0.000")]
    [InlineData(0, 0, 0, new short[] { 7 }, "7.0", "7")]
    [InlineData(1, 0, 0, new short[] { 1, 2 }, "10002.0", "10002")]
    [InlineData(2, 0, 0, new short[] { 12 }, "1200000000.0", "1200000000")]
    [InlineData(0, Minus, 2, new short[] { 1, 5000 }, "-1.5", "-1.50")]
    [InlineData(0, 0, 4, new short[] { 1, 1234 }, "1.1234", "1.1234")]
    [InlineData(-1, 0, 4, new short[] { 1 }, "0.0001", "0.0001")]
    [InlineData(-2, Minus, 8, new short[] { 10 }, "-0.0000001", "-0.00000010")]
    [InlineData(0, 0, 6, new short[] { 1, 0 }, "1.0", "1.000000")]
    [InlineData(0, 0, 8, new short[] { 1, 5000, 0 }, "1.5", "1.50000000")]
    public void A_number_is_written_without_the_zeros_it_can_do_without_and_exactly_with_them(int weight, int sign, int scale, short[] groups, string canonical, string exact)
    {
        var value = Value(weight, sign, scale, groups);
        var written = new byte[NumericText.Needs(value)];
        var length = NumericText.Write(value, written, readable: true, out _);
        var whole = new byte[NumericText.Needs(value)];

        Assert.Equal(canonical, Encoding.ASCII.GetString(written, 0, length));
        Assert.Equal(exact, Encoding.ASCII.GetString(whole, 0, NumericText.WriteExact(value, written.AsSpan(0, length), whole)));
    }

    [Theory]
    [InlineData(8, new short[] { 1 })]
    [InlineData(0, new short[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(7, new short[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void A_number_that_a_decimal_cannot_hold_is_refused_where_one_is_wanted(int weight, short[] groups)
    {
        var value = Value(weight, 0, 40, groups);
        var target = new byte[NumericText.Needs(value)];

        Assert.Contains("28 digits", Assert.Throws<UnrepresentableValueException>(() => NumericText.Write(value, target, readable: true, out _)).Message, StringComparison.Ordinal);
        Assert.True(NumericText.Write(value, target, readable: false, out _) > 0);
    }

    [Theory]
    [InlineData(0xC000, "NaN")]
    [InlineData(0xD000, "Infinity")]
    [InlineData(0xF000, "-Infinity")]
    public void What_is_no_number_is_written_as_a_word_or_refused(int sign, string text)
    {
        var value = Value(0, sign, 0, []);
        var target = new byte[NumericText.Needs(value)];

        Assert.Equal(text, Encoding.ASCII.GetString(target, 0, NumericText.Write(value, target, readable: false, out var exact)));
        Assert.True(exact);
        Assert.Throws<UnrepresentableValueException>(() => NumericText.Write(value, target, readable: true, out _));
    }

    private static byte[] Value(int weight, int sign, int scale, short[] groups)
    {
        var value = new byte[8 + (groups.Length * 2)];
        BinaryPrimitives.WriteInt16BigEndian(value, (short)groups.Length);
        BinaryPrimitives.WriteInt16BigEndian(value.AsSpan(2), (short)weight);
        BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(4), (ushort)sign);
        BinaryPrimitives.WriteInt16BigEndian(value.AsSpan(6), (short)scale);
        for (var i = 0; i < groups.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(value.AsSpan(8 + (i * 2)), groups[i]);
        return value;
    }
}
